import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantClient } from '../../model/tenant-client.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { presentConnection } from './connection-routes.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const OF_CLIENT_QUERY = z.strictObject({
  ...CHECKPOINT_PARAMETERS,
  ...FIELD_PARAMETERS,
  strategy: z.string().optional(),
});
const CHANGES = z
  .array(z.strictObject({ client_id: z.string().min(1), status: z.boolean() }))
  .min(1)
  .max(50);
const OF_CONNECTION_QUERY = z.strictObject(CHECKPOINT_PARAMETERS);

/**
 * Which connections people may use with which client: `/clients/{id}/connections` and `/connections/{id}/clients`.
 * Source: Auth0 Management API contract.
 */
export function enabledConnectionRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();

  routes.get('/clients/:id/connections', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    requireScope(c.get('bearer'), 'read:clients', 'read:client_summary');
    const query = readQuery(c, OF_CLIENT_QUERY);
    const client = store.clients.get(c.req.param('id'));
    if (client === undefined) throw new ApiError(404, 'inexistent_client', 'The client does not exist');
    const strategies = c.req.queries('strategy');
    const enabled = store.connections
      .list()
      .filter(({ name }) => isEnabled(client, name))
      .filter(({ strategy }) => strategies === undefined || strategies.includes(strategy));
    const { shown, next } = fromCheckpoint(enabled, ({ id }) => id, query);
    const connections = shown.map((connection) => selectFields(presentConnection(store, connection), query));
    return c.json({ connections, ...(next === undefined ? {} : { next }) });
  });

  routes.get('/connections/:id/clients', (c) => {
    requireScope(c.get('bearer'), 'read:connections');
    const query = readQuery(c, OF_CONNECTION_QUERY);
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    const enabled = store.clients.list().filter((client) => isEnabled(client, connection.name));
    const { shown, next } = fromCheckpoint(enabled, ({ client_id: id }) => id, query);
    return c.json({
      clients: shown.map(({ client_id }) => ({ client_id })),
      ...(next === undefined ? {} : { next }),
    });
  });

  routes.patch('/connections/:id/clients', async (c) => {
    requireScope(c.get('bearer'), 'update:connections');
    const changes = await readBody(c, CHANGES);
    const connection = store.connections.getById(c.req.param('id'));
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    store.transaction(() => {
      for (const { client_id: id, status } of changes) {
        const client = store.clients.get(id);
        if (client === undefined) throw new ApiError(404, 'inexistent_client', 'The client does not exist');
        const names = new Set(client.connections ?? store.connections.list().map(({ name }) => name));
        if (status) names.add(connection.name);
        else names.delete(connection.name);
        store.clients.upsert({ ...client, connections: [...names] });
      }
    });
    return c.body(null, 204);
  });

  return routes;
}

function isEnabled({ connections }: TenantClient, name: string): boolean {
  return connections === undefined || connections.includes(name);
}
