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
import { CONNECTION_BODIES, ENABLED_CONNECTION_BODIES } from './organization-body.ts';
import {
  presentOrganizationConnection,
  refuseSignUpWithoutMembership,
  requireOrganization,
} from './organization-resource.ts';
import { readBody, readQuery } from '../http/read-request.ts';

/** `/organizations/{id}/enabled_connections`: enabled connections, without the properties that only the other view has. */
const ENABLED = {
  name: 'enabled_connections',
  limitIsCount: true,
  query: z.strictObject(PAGE_PARAMETERS),
  bodies: ENABLED_CONNECTION_BODIES,
  includes: ({ is_enabled: enabled = true }: OrganizationConnection) => enabled,
  shown: ({
    is_enabled,
    organization_connection_name,
    organization_access_level,
    ...shown
  }: OrganizationConnection): OrganizationConnection => shown,
} as const;

/** `/organizations/{id}/connections`: all connections. */
const ALL = {
  name: 'connections',
  query: z.strictObject({ ...PAGE_PARAMETERS, is_enabled: z.enum(['true', 'false']).optional() }),
  bodies: CONNECTION_BODIES,
  includes: () => true,
  shown: (connection: OrganizationConnection): OrganizationConnection => ({ is_enabled: true, ...connection }),
} as const;

/** The connections of an organization's members, in both views. Source: Auth0 Management API, Auth0 SDK 6. */
export function organizationConnectionRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  for (const view of [ENABLED, ALL]) serve(routes, context, view);
  return routes;
}

function serve(
  routes: Hono<ManagementEnvironment>,
  { store }: ManagementContext,
  { name, query: schema, bodies, includes, shown, ...totals }: typeof ENABLED | typeof ALL,
): void {
  const base = `/organizations/:id/${name}` as const;
  const idOf = (connection: OrganizationConnection) => store.connections.require(connection.name).id;
  const present = (connection: OrganizationConnection) => presentOrganizationConnection(store, shown(connection));
  const find = ({ enabled_connections: all = [] }: TenantOrganization, id: string) =>
    all.find((each) => idOf(each) === id);
  const require = (organization: TenantOrganization, id: string) => {
    const connection = find(organization, id);
    if (connection !== undefined && includes(connection)) return connection;
    throw new ApiError(404, undefined, 'No connection found by that id');
  };
  /** Replaces a connection of an organization, or removes it. */
  const save = (organization: TenantOrganization, changed: string, connection?: OrganizationConnection) => {
    const others = (organization.enabled_connections ?? []).filter((each) => each.name !== changed);
    const all = connection === undefined ? others : [...others, connection];
    store.organizations.upsert({ ...organization, id: organizationId(organization), enabled_connections: all });
  };

  routes.get(base, (c) => {
    requireScope(c.get('bearer'), 'read:organization_connections');
    const query = readQuery(c, schema);
    const { enabled_connections: all = [] } = requireOrganization(store, c.req.param('id'));
    const wanted = 'is_enabled' in query ? query.is_enabled : undefined;
    const items = all
      .filter(includes)
      .filter(({ is_enabled: enabled = true }) => wanted === undefined || String(enabled) === wanted);
    return respondWithList(c, query, { name, items, idOf, present, ...totals });
  });

  routes.post(base, async (c) => {
    requireScope(c.get('bearer'), 'create:organization_connections');
    const { connection_id: id, ...settings } = await readBody(c, bodies.create);
    const organization = requireOrganization(store, c.req.param('id'));
    const { name: added, ...connection } = store.connections.getById(id) ?? refuseUnknownConnection();
    if (find(organization, id) !== undefined) {
      throw new ApiError(409, 'connection_already_enabled', 'This connection is already enabled for the organization.');
    }
    const enabled: OrganizationConnection = { name: added, ...settings };
    refuseSignUpWithoutMembership(connection, enabled);
    save(organization, added, enabled);
    return c.json(present(enabled), 201);
  });

  routes.get(`${base}/:connection`, (c) => {
    requireScope(c.get('bearer'), 'read:organization_connections');
    return c.json(present(require(requireOrganization(store, c.req.param('id')), c.req.param('connection'))));
  });

  routes.patch(`${base}/:connection`, async (c) => {
    requireScope(c.get('bearer'), 'update:organization_connections');
    const settings = await readBody(c, bodies.update);
    const organization = requireOrganization(store, c.req.param('id'));
    const before = require(organization, c.req.param('connection'));
    const after = { ...before, ...settings };
    const changed = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
    const enabled = { ...changed, name: before.name };
    refuseSignUpWithoutMembership(store.connections.require(before.name), enabled);
    save(organization, before.name, enabled);
    return c.json(present(enabled));
  });

  routes.delete(`${base}/:connection`, (c) => {
    requireScope(c.get('bearer'), 'delete:organization_connections');
    const organization = requireOrganization(store, c.req.param('id'));
    const connection = find(organization, c.req.param('connection'));
    if (connection !== undefined) save(organization, connection.name);
    return c.body(null, 204);
  });
}

function refuseUnknownConnection(): never {
  throw new ApiError(404, 'inexistent_connection', 'Connection does not exist.');
}
