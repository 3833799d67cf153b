import type { TenantClient } from '../../model/tenant-client.ts';
import { invalidQuery } from '../http/api-error.ts';
import { parseSearchQuery } from '../http/search-query.ts';

/**
 * Reads the parameter `q` of `GET /clients`: terms such as `client_grant.organization_id:org_…` or `name:Portal`.
 * @throws ApiError 400 `invalid_query_string`
 */
export function clientFilter(query: string | undefined): (client: TenantClient) => boolean {
  if (query === undefined || query === '') return () => true;
  if (!query.includes(':')) throw invalidQuery(`Invalid query syntax: ${query.slice(0, 200)}`);
  const { accepts } = parseSearchQuery(query, ['name']);
  return ({ grants = [], settings, ...client }) =>
    accepts({
      ...settings,
      ...client,
      client_grant: grants.map(({ allow_any_organization: any }) => ({ allow_any_organization: any ?? false })),
    });
}
