import { Hono } from 'hono';
import { z } from 'zod';
import {
  organizationId,
  type OrganizationConnection,
  type TenantOrganization,
} from '../../model/tenant-organization.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { CONNECTION_SETTINGS, ORGANIZATION_CONNECTION } from './organization-body.ts';
import {
  presentOrganizationConnection,
  refuseSignUpWithoutMembership,
  requireOrganization,
} from './organization-lookup.ts';
import { readBody, readQuery } from '../http/validate.ts';

const LIST_QUERY = z.strictObject(PAGE_PARAMETERS);
const UPDATE = z.strictObject(CONNECTION_SETTINGS);
const BASE = '/organizations/:id/enabled_connections';

/** `/organizations/{id}/enabled_connections`: the connections of an organization's members. Source: Auth0 Management API. */
export function organizationConnectionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const idOf = ({ name }: OrganizationConnection) => store.connections.require(name).id;
  const present = (enabled: OrganizationConnection) => presentOrganizationConnection(store, enabled);
  const find = ({ enabled_connections: enabled = [] }: TenantOrganization, id: string) =>
    enabled.find((each) => idOf(each) === id);
  const require = (organization: TenantOrganization, id: string) => {
    const enabled = find(organization, id);
    if (enabled !== undefined) return enabled;
    throw new ApiError(404, undefined, 'No connection found by that id');
  };
  /** Replaces a connection of an organization, or removes it. */
  const save = (organization: TenantOrganization, name: string, enabled?: OrganizationConnection) => {
    const others = (organization.enabled_connections ?? []).filter((each) => each.name !== name);
    const all = enabled === undefined ? others : [...others, enabled];
    store.organizations.upsert({ ...organization, id: organizationId(organization), enabled_connections: all });
  };

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), 'read:organization_connections');
    const query = readQuery(c, LIST_QUERY);
    const items = requireOrganization(store, c.req.param('id')).enabled_connections ?? [];
    return respondWithList(c, query, { name: 'enabled_connections', items, idOf, present });
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_connections');
    const { connection_id: id, ...settings } = await readBody(c, ORGANIZATION_CONNECTION);
    const organization = requireOrganization(store, c.req.param('id'));
    const connection = store.connections.getById(id);
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'Connection does not exist.');
    if (find(organization, id) !== undefined) {
      throw new ApiError(409, 'connection_already_enabled', 'This connection is already enabled for the organization.');
    }
    const enabled = { name: connection.name, ...settings } as OrganizationConnection;
    refuseSignUpWithoutMembership(connection, enabled);
    save(organization, connection.name, enabled);
    return c.json(present(enabled), 201);
  });

  routes.get(`${BASE}/:connection`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_connections');
    return c.json(present(require(requireOrganization(store, c.req.param('id')), c.req.param('connection'))));
  });

  routes.patch(`${BASE}/:connection`, async (c) => {
    requireScope(c.get('bearer'), 'update:organization_connections');
    const settings = await readBody(c, UPDATE);
    const organization = requireOrganization(store, c.req.param('id'));
    const before = require(organization, c.req.param('connection'));
    const enabled = { ...before, ...settings };
    refuseSignUpWithoutMembership(store.connections.require(before.name), enabled);
    save(organization, before.name, enabled);
    return c.json(present(enabled));
  });

  routes.delete(`${BASE}/:connection`, (c) => {
    requireScope(c.get('bearer'), 'delete:organization_connections');
    const organization = requireOrganization(store, c.req.param('id'));
    const enabled = find(organization, c.req.param('connection'));
    if (enabled !== undefined) save(organization, enabled.name);
    return c.body(null, 204);
  });

  return routes;
}
