import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { changedSettings, keptProperties } from '../shared/kept-settings.ts';
import { readBody } from '../shared/validate.ts';
import { presentConnection } from './connection-routes.ts';

/** What of a connection the tenant only keeps. Source: Auth0 Management API, schema `CreateConnectionRequestContent`. */
const KEPT = [
  ...(['is_domain_connection', 'realms', 'metadata', 'show_as_button', 'authentication'] as const),
  ...(['connected_accounts', 'cross_app_access_requesting_app'] as const),
];
const UPDATE = z.strictObject({
  ...keptProperties(KEPT),
  display_name: z.string().min(1).max(128).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
const CREATE = z.strictObject({
  ...UPDATE.shape,
  name: z
    .string()
    .max(128)
    .regex(/^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/, "Object didn't pass validation for name"),
  strategy: z.string().min(1).max(128),
  enabled_clients: z.array(z.string()).optional(),
});
const SOCIAL = new Set(['google-oauth2', 'github', 'windowslive', 'facebook', 'apple', 'linkedin', 'twitter']);

/** Creation, change and end of `/connections`; a new one is for the clients named only. Source: Auth0 Management API contract. */
export function connectionChangeRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.post('/connections', async (c) => {
    requireScope(c.get('bearer'), 'create:connections');
    const { name, strategy, enabled_clients: enabled = [], ...rest } = await readBody(c, CREATE);
    if (store.connections.get(name) !== undefined) {
      throw new ApiError(409, 'connection_conflict', 'A connection with the same name already exists');
    }
    const id = `con_${randomBytes(8).toString('hex')}`;
    const blank = { id, name, display_name: name, strategy, isSocial: SOCIAL.has(strategy) };
    const connection = changed(blank, rest);
    store.transaction(() => {
      const before = store.connections.list().map((each) => each.name);
      store.connections.upsert(connection);
      for (const client of store.clients.list()) {
        const connections = client.connections ?? before;
        const named = enabled.includes(client.client_id);
        store.clients.upsert({ ...client, connections: named ? [...connections, name] : connections });
      }
    });
    return c.json(presentConnection(connection), 201);
  });

  routes.patch('/connections/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:connections');
    const body = await readBody(c, UPDATE);
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    const after = changed(connection, body);
    store.connections.upsert(after);
    return c.json(presentConnection(after));
  });

  routes.delete('/connections/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:connections');
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) return c.body(null, 204);
    deleteConnection(store, connection.name);
    return c.body(null, 202);
  });

  return routes;
}

/** The options of a change replace all there were, as on Auth0. */
function changed(
  connection: TenantConnection,
  { display_name: shown, options, ...kept }: z.output<typeof UPDATE>,
): TenantConnection {
  return {
    ...connection,
    ...(shown === undefined ? {} : { display_name: shown }),
    ...(options === undefined ? {} : { options, requires_username: options['requires_username'] === true }),
    settings: changedSettings(connection.settings, kept, KEPT),
  };
}

/**
 * Deletes a connection with its people: whose primary identity came through it is gone, others lose the identity that
 * they had linked. Auth0 does so in the background; here it is done at once.
 * Source: Auth0 Management API, "Delete a connection": removes the connection and all its users.
 */
function deleteConnection(store: TenantStore, name: string): void {
  store.transaction(() => {
    for (const user of store.users.list()) {
      if (user.identities[0].connection === name) store.users.delete(user.user_id);
    }
    store.users.removeLinked(name);
    for (const client of store.clients.list()) {
      const kept = client.connections?.filter((each) => each !== name);
      if (kept !== undefined) store.clients.upsert({ ...client, connections: kept });
    }
    for (const organization of store.organizations.list()) {
      const kept = organization.enabled_connections?.filter((each) => each.name !== name);
      if (kept !== undefined) store.organizations.upsert({ ...organization, enabled_connections: kept });
    }
    store.connections.delete(name);
  });
}
