import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import {
  organizationId,
  type OrganizationConnection,
  type TenantOrganization,
} from '../../model/tenant-organization.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { NEW_ORGANIZATION, ORGANIZATION_PATCH } from './organization-body.ts';
import {
  presentOrganization,
  presentOrganizationConnection,
  refuseSignUpWithoutMembership,
  refuseUnknownOrganization,
  requireOrganization,
} from './organization-resource.ts';
import { parseSort } from '../http/sort.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject({ ...PAGE_PARAMETERS, ...CHECKPOINT_PARAMETERS, sort: z.string().optional() });
const OF_USER_QUERY = z.strictObject(PAGE_PARAMETERS);

/** `/organizations`, one by id or by name, and those of a user. Source: Auth0 Management API. */
export function organizationRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const refuseTaken = (name: string) => {
    if (store.organizations.get(name) === undefined) return;
    throw new ApiError(409, 'organization_conflict', 'An organization with this name already exists.');
  };
  const listed = { name: 'organizations', idOf: organizationId, present: presentOrganization };

  routes.get('/organizations', (c) => {
    requireScope(c.get('bearer'), 'read:organizations', 'read:organizations_summary');
    const query = readQuery(c, LIST_QUERY);
    const items = store.organizations.list();
    if (query.sort) items.sort(parseSort(query.sort));
    return respondWithList(c, query, { ...listed, items });
  });

  routes.post('/organizations', async (c) => {
    requireScope(c.get('bearer'), 'create:organizations');
    const { enabled_connections: enabled = [], ...body } = await readBody(c, NEW_ORGANIZATION);
    if (enabled.length > 0) requireScope(c.get('bearer'), 'create:organization_connections');
    refuseTaken(body.name);
    const connections = enabled.map(({ connection_id: id, ...settings }): OrganizationConnection => {
      const connection = store.connections.getById(id);
      if (connection === undefined) throw new ApiError(400, 'inexistent_connection', 'Connection does not exist.');
      refuseSignUpWithoutMembership(connection, { name: connection.name, ...settings });
      return { name: connection.name, ...settings };
    });
    const organization = {
      id: `org_${randomBytes(8).toString('hex')}`,
      ...body,
      ...(connections.length === 0 ? {} : { enabled_connections: connections }),
    } as TenantOrganization;
    store.organizations.upsert(organization);
    const shown = connections.map((each) => presentOrganizationConnection(store, each));
    return c.json(
      { ...presentOrganization(organization), ...(shown.length === 0 ? {} : { enabled_connections: shown }) },
      201,
    );
  });

  routes.get('/organizations/name/:name', (c) => {
    requireScope(c.get('bearer'), 'read:organizations');
    return c.json(presentOrganization(store.organizations.get(c.req.param('name')) ?? refuseUnknownOrganization()));
  });

  routes.get('/organizations/:id', (c) => {
    requireScope(c.get('bearer'), 'read:organizations', 'read:organizations_summary');
    return c.json(presentOrganization(requireOrganization(store, c.req.param('id'))));
  });

  routes.patch('/organizations/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:organizations');
    const body = await readBody(c, ORGANIZATION_PATCH);
    const before = requireOrganization(store, c.req.param('id'));
    if (body.name !== undefined && body.name !== before.name) refuseTaken(body.name);
    const after = { ...before, id: organizationId(before), ...body } as TenantOrganization;
    store.transaction(() => {
      if (after.name !== before.name) store.organizations.delete(before.name);
      store.organizations.upsert(after);
    });
    return c.json(presentOrganization(after));
  });

  routes.delete('/organizations/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:organizations');
    const organization = requireOrganization(store, c.req.param('id'));
    const id = organizationId(organization);
    store.transaction(() => {
      store.organizations.delete(organization.name);
      store.assignments.deleteAll('membership', id);
      store.assignments.deleteWithin('role', id);
    });
    return c.body(null, 204);
  });

  routes.get('/users/:id/organizations', (c) => {
    requireScope(c.get('bearer'), 'read:organizations');
    const userId = readUserId(c);
    const query = readQuery(c, OF_USER_QUERY);
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found');
    const ids = store.assignments.ofUser(userId, 'membership').map(({ name }) => name);
    const items = store.organizations.list().filter((each) => ids.includes(organizationId(each)));
    return respondWithList(c, query, { ...listed, items });
  });

  return routes;
}
