import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { changedSettings, storedProperties } from '../http/stored-settings.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { completeOptions, rootDefaults } from './connection-defaults.ts';
import { presentConnection, type ShownConnection } from './connection-routes.ts';

/** Properties of a connection that the tenant only stores. Source: Auth0 Management API, schema `CreateConnectionRequestContent`. */
const KEPT = [
  ...(['is_domain_connection', 'realms', 'metadata', 'show_as_button', 'authentication'] as const),
  ...(['connected_accounts', 'cross_app_access_requesting_app'] as const),
];
const UPDATE = z.strictObject({
  ...storedProperties(KEPT),
  display_name: z.string().min(1).max(128).optional(),
  options: z.record(z.string(), z.unknown()).nullable().optional(),
  enabled_clients: z.array(z.string()).optional(),
});
const CREATE = z.strictObject({
  ...UPDATE.shape,
  name: z
    .string()
    .max(128)
    .regex(/^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/, "Object didn't pass validation for name"),
  strategy: z.string().min(1).max(128),
});
const SOCIAL = new Set(['google-oauth2', 'github', 'windowslive', 'facebook', 'apple', 'linkedin', 'twitter']);
/** Creates, changes and deletes `/connections`. Source: Auth0 Management API contract. */
export function connectionChangeRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const enableFor = (name: string, clientIds: readonly string[], before: readonly string[]) => {
    for (const client of store.clients.list()) {
      const others = (client.connections ?? before).filter((each) => each !== name);
      const enabled = clientIds.includes(client.client_id);
      store.clients.upsert({ ...client, connections: enabled ? [...others, name] : others });
    }
  };

  routes.post('/connections', async (c) => {
    requireScope(c.get('bearer'), 'create:connections');
    const { name, strategy, enabled_clients: enabled = [], ...rest } = await readBody(c, CREATE);
    if (store.connections.get(name) !== undefined) {
      throw new ApiError(409, 'connection_conflict', 'A connection with the same name already exists');
    }
    const id = `con_${randomBytes(8).toString('hex')}`;
    const { display_name: label, ...root } = rootDefaults(strategy, name);
    const connection = changed(
      {
        ...{ id, name, strategy, isSocial: SOCIAL.has(strategy) },
        ...(typeof label === 'string' ? { display_name: label } : {}),
        options: completeOptions(strategy, {}, true),
        settings: root,
      },
      { ...rest, options: rest.options ?? {} },
      true,
    );
    store.transaction(() => {
      const before = store.connections.list().map((each) => each.name);
      store.connections.upsert(connection);
      enableFor(name, enabled, before);
    });
    return c.json(withNulls(presentConnection(store, connection), rest.options), 201);
  });

  routes.patch('/connections/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:connections');
    const { enabled_clients: enabled, ...body } = await readBody(c, UPDATE);
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    const after = changed(connection, body, false);
    store.transaction(() => {
      store.connections.upsert(after);
      const all = store.connections.list().map(({ name }) => name);
      if (enabled !== undefined) enableFor(after.name, enabled, all);
    });
    return c.json(withNulls(presentConnection(store, after), body.options));
  });

  routes.delete('/connections/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:connections');
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) return c.body(null, 204);
    deleteConnection(store, connection.name);
    return c.json({ deleted_at: store.timestamp() }, 202);
  });

  // Auth0 Management API, "Delete a connection user": only for databases.
  routes.delete('/connections/:id/users', (c) => {
    requireScope(c.get('bearer'), 'delete:users');
    const { email } = readQuery(c, z.strictObject({ email: z.email() }));
    const connection = store.connections.getById(c.req.param('id'));
    if (connection?.strategy !== 'auth0') {
      throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    }
    for (const user of store.users.byEmail(email.toLowerCase())) {
      if (user.identities[0].connection === connection.name) store.users.delete(user.user_id);
    }
    return c.body(null, 204);
  });

  return routes;
}

/** Recorded: the response to a creation or change repeats the options that were given as null. */
function withNulls(
  shown: ShownConnection,
  given: Readonly<Record<string, unknown>> | null | undefined,
): ShownConnection {
  const nulls = Object.entries(given ?? {}).filter(([name, value]) => value === null && !(name in shown.options));
  return { ...shown, options: { ...shown.options, ...Object.fromEntries(nulls) } };
}

/** Changed options replace all options, as on Auth0. */
function changed(
  connection: TenantConnection,
  { display_name: shown, options, ...kept }: Omit<z.output<typeof UPDATE>, 'enabled_clients'>,
  created: boolean,
): TenantConnection {
  return {
    ...connection,
    ...(shown === undefined ? {} : { display_name: shown }),
    ...(options === undefined || options === null
      ? {}
      : {
          options: completeOptions(connection.strategy, options, created),
          requires_username: options['requires_username'] === true,
        }),
    settings: changedSettings(connection.settings, kept, KEPT),
  };
}

/**
 * Deletes a connection and its users; other users lose the identities they linked through it. Auth0 does so in the
 * background, the tenant at once.
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
