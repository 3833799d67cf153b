import { Hono } from 'hono';
import { z } from 'zod';
import { organizationId, type TenantOrganization } from '../../model/tenant-organization.ts';
import { clientGrants, grantId, presentGrant, type FoundGrant } from '../clients/client-grant-routes.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { presentOrganization, requireOrganization } from './organization-resource.ts';

const LIST_QUERY = z.strictObject({
  ...PAGE_PARAMETERS,
  audience: z.string().optional(),
  client_id: z.string().optional(),
  grant_ids: z.string().optional(),
});
const OF_GRANT_QUERY = z.strictObject({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS });
const CREATE = z.strictObject({ grant_id: z.string().min(1) });
const BASE = '/organizations/:id/client-grants';

/** Client grants of organizations, from either side. Source: Auth0 Management API, and recorded responses. */
export function organizationGrantRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const own = authority.issuers.map((issuer) => `${issuer}api/v2/`);
  const save = (organization: TenantOrganization, grants: readonly string[]) =>
    store.organizations.upsert({ ...organization, id: organizationId(organization), client_grants: grants });

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_client_grants');
    const query = readQuery(c, LIST_QUERY);
    const ids = c.req.queries('grant_ids')?.flatMap((text) => text.split(','));
    const { client_grants: granted = [] } = requireOrganization(store, c.req.param('id'));
    const items = clientGrants(store)
      .filter((found) => granted.includes(grantId(found)) && (ids === undefined || ids.includes(grantId(found))))
      .filter(({ client }) => query.client_id === undefined || query.client_id === client.client_id)
      .filter((found) => query.audience === undefined || query.audience === presentGrant(c, own, found).audience);
    const present = (found: FoundGrant) => presentGrant(c, own, found);
    return respondWithList(c, query, { name: 'client_grants', items, idOf: grantId, present });
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_client_grants');
    const { grant_id: id } = await readBody(c, CREATE);
    const organization = requireOrganization(store, c.req.param('id'));
    const found = clientGrants(store).find((each) => grantId(each) === id);
    if (found === undefined) throw new ApiError(404, 'inexistent_client_grant', 'The grant does not exist.');
    save(organization, [...new Set([...(organization.client_grants ?? []), id])]);
    const { id: _id, subject_type: _type, ...shown } = presentGrant(c, own, found);
    return c.json({ grant_id: id, ...shown }, 201);
  });

  routes.delete(`${BASE}/:grant`, (c) => {
    requireScope(c.get('bearer'), 'delete:organization_client_grants');
    const organization = requireOrganization(store, c.req.param('id'));
    save(organization, organization.client_grants?.filter((id) => id !== c.req.param('grant')) ?? []);
    return c.body(null, 204);
  });

  routes.get('/client-grants/:grant/organizations', (c) => {
    requireScope(c.get('bearer'), 'read:organization_client_grants');
    const query = readQuery(c, OF_GRANT_QUERY);
    const items = store.organizations.list().filter((each) => each.client_grants?.includes(c.req.param('grant')));
    return respondWithList(c, query, {
      name: 'organizations',
      items,
      idOf: organizationId,
      present: presentOrganization,
    });
  });

  return routes;
}
