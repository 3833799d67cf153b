import { Hono } from 'hono';
import { z } from 'zod';
import { organizationId, type OrganizationClient, type TenantOrganization } from '../../model/tenant-organization.ts';
import { defaultGrantTypes, requireClient } from '../clients/present-client.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { requireOrganization } from './organization-resource.ts';

const { from, take } = CHECKPOINT_PARAMETERS;
const LIST_QUERY = z.strictObject({ from, take });
const CLIENT = z.strictObject({ client_id: z.string().min(1), use_for_member_access: z.boolean() });
const CREATE = z.strictObject({ clients: z.array(CLIENT).min(1) });
const DELETE = z.strictObject({ clients: z.array(z.string().min(1)).min(1) });
const UPDATE = z.strictObject({ use_for_member_access: z.boolean().optional() });
const BASE = '/organizations/:id/clients';

/** Clients of organizations; stored only. Source: Auth0 SDK 7, `OrganizationClient`. */
export function organizationClientRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const find = (id: string) => {
    const organization = requireOrganization(store, id);
    // A deleted client is a client of no organization.
    const clients = (organization.clients ?? []).filter((each) => store.clients.get(each.client_id) !== undefined);
    return { organization, clients };
  };
  const save = (organization: TenantOrganization, clients: readonly OrganizationClient[]) => {
    store.organizations.upsert({ ...organization, id: organizationId(organization), clients });
  };
  const present = ({ client_id: id, use_for_member_access }: OrganizationClient) => {
    const { name, app_type, grant_types, settings = {} } = requireClient(store, id);
    const { logo_uri, organization_usage, is_first_party = true } = settings;
    const optional = Object.entries({ app_type, logo_uri, organization_usage });
    return {
      client_id: id,
      use_for_member_access,
      client: {
        ...{ name, is_first_party, grant_types: grant_types ?? defaultGrantTypes(app_type) },
        ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)),
      },
    };
  };
  const requireAssociation = (clients: readonly OrganizationClient[], id: string) => {
    const found = clients.find((each) => each.client_id === id);
    if (found !== undefined) return found;
    throw new ApiError(404, 'inexistent_client', 'The client is not associated with the organization.');
  };

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_clients');
    const query = readQuery(c, LIST_QUERY);
    const { shown, next } = fromCheckpoint(find(c.req.param('id')).clients, (each) => each.client_id, query);
    return c.json({ clients: shown.map(present), ...(next === undefined ? {} : { next }) });
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_clients');
    const { clients: added } = await readBody(c, CREATE);
    const { organization, clients } = find(c.req.param('id'));
    for (const { client_id: id } of added) {
      requireClient(store, id);
      if (clients.some((each) => each.client_id === id)) {
        throw new ApiError(409, 'client_already_associated', 'The client is already associated with the organization.');
      }
    }
    save(organization, [...clients, ...added]);
    return c.json(added.map(present), 201);
  });

  routes.delete(BASE, async (c) => {
    requireScope(c.get('bearer'), 'delete:organization_clients');
    const { clients: removed } = await readBody(c, DELETE);
    const { organization, clients } = find(c.req.param('id'));
    save(
      organization,
      clients.filter((each) => !removed.includes(each.client_id)),
    );
    return c.body(null, 204);
  });

  routes.get(`${BASE}/:client`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_clients');
    return c.json(present(requireAssociation(find(c.req.param('id')).clients, c.req.param('client'))));
  });

  routes.patch(`${BASE}/:client`, async (c) => {
    requireScope(c.get('bearer'), 'update:organization_clients');
    const body = await readBody(c, UPDATE);
    const { organization, clients } = find(c.req.param('id'));
    const before = requireAssociation(clients, c.req.param('client'));
    const after = { ...before, use_for_member_access: body.use_for_member_access ?? before.use_for_member_access };
    save(
      organization,
      clients.map((each) => (each === before ? after : each)),
    );
    return c.json(present(after));
  });

  return routes;
}
