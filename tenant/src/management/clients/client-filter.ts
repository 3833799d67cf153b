import type { TenantClient } from '../../model/tenant-client.ts';
import { organizationId } from '../../model/tenant-organization.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { invalidQuery } from '../http/api-error.ts';
import { parseSearchQuery } from '../http/search-query.ts';
import { grantId } from './client-grant-routes.ts';

/**
 * Reads the parameter `q` of `GET /clients`: terms such as `client_grant.organization_id:org_…` or `name:Portal`.
 * @throws ApiError 400 `invalid_query_string`
 */
export function clientFilter(
  query: string | undefined,
  { organizations }: Pick<TenantStore, 'organizations'>,
): (client: TenantClient) => boolean {
  if (query === undefined || query === '') return () => true;
  if (!query.includes(':')) throw invalidQuery(`Invalid query syntax: ${query.slice(0, 200)}`);
  const { accepts } = parseSearchQuery(query, ['name']);
  const all = organizations.list();
  return (client) => {
    const { grants = [], settings, ...properties } = client;
    const searched = grants.map((grant) => {
      const id = grantId({ client, grant });
      return {
        allow_any_organization: grant.allow_any_organization ?? false,
        organization_id: all.filter((each) => each.client_grants?.includes(id)).map(organizationId),
      };
    });
    return accepts({ ...settings, ...properties, client_grant: searched });
  };
}
