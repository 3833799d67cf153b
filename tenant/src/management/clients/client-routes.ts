import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { TenantClient } from '../../model/tenant-client.ts';
import { ApiError, invalidBody } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint, PAGE_PARAMETERS, pageOf, withTotals } from '../shared/list.ts';
import { changedClient, CLIENT_PATCH, NEW_CLIENT } from './client-body.ts';
import { FIELD_PARAMETERS, selectFields } from '../shared/field-selection.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { presentClient } from './present-client.ts';
import { readBody, readQuery } from '../shared/validate.ts';

const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  is_global: z.enum(['true', 'false']).optional(),
  is_first_party: z.enum(['true', 'false']).optional(),
  app_type: z.string().optional(),
});
const GET_QUERY = z.strictObject(FIELD_PARAMETERS);
const READ = ['read:clients', 'read:client_keys', 'read:client_summary'] as const;

/** `/clients`: a client is ready to sign people in as soon as it is created. Source: Auth0 Management API contract. */
export function clientRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const clientOf = (c: Context<ManagementEnvironment>) => {
    const client = store.clients.get(c.req.param('id') ?? '');
    if (client === undefined) throw new ApiError(404, 'inexistent_client', 'The client does not exist');
    return client;
  };

  routes.get('/clients', (c) => {
    const bearer = c.get('bearer');
    requireScope(bearer, ...READ);
    const query = readQuery(c, LIST_QUERY);
    const types = query.app_type?.split(',');
    const found = store.clients
      .list()
      .filter(({ app_type: type }) => types === undefined || types.includes(type))
      .filter(({ settings }) => {
        return query.is_first_party === undefined || (query.is_first_party === 'true') === isFirstParty(settings);
      })
      // The tenant has no global client.
      .filter(() => query.is_global !== 'true');
    const present = (client: TenantClient) => selectFields(presentClient(client, bearer), query);
    if (query.from !== undefined || query.take !== undefined) {
      const { shown, next } = fromCheckpoint(found, ({ client_id: id }) => id, query);
      return c.json({ clients: shown.map(present), ...(next === undefined ? {} : { next }) });
    }
    const page = pageOf(query, 50);
    const shown = found.slice(page.page * page.perPage, (page.page + 1) * page.perPage).map(present);
    return c.json(query.include_totals === true ? withTotals('clients', shown, found.length, page) : shown);
  });

  routes.post('/clients', async (c) => {
    requireScope(c.get('bearer'), 'create:clients');
    const body = await readBody(c, NEW_CLIENT);
    const type = body.app_type ?? 'regular_web';
    const isPublic = type === 'spa' || type === 'native';
    const blank: TenantClient = {
      client_id: randomBytes(24).toString('base64url'),
      name: body.name,
      app_type: type,
      client_secret: newSecret(),
      token_endpoint_auth_method: isPublic ? 'none' : 'client_secret_post',
    };
    if (Object.hasOwn(body, 'client_secret')) throw invalidBody('Additional properties not allowed: client_secret');
    const client = changedClient(blank, body);
    store.clients.upsert(client);
    // Whoever creates a client is told its secret, once.
    return c.json({ ...presentClient(client, c.get('bearer')), client_secret: client.client_secret }, 201);
  });

  routes.get('/clients/:id', (c) => {
    requireScope(c.get('bearer'), ...READ);
    const query = readQuery(c, GET_QUERY);
    return c.json(selectFields(presentClient(clientOf(c), c.get('bearer')), query));
  });

  routes.patch('/clients/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:clients', 'update:client_keys');
    const body = await readBody(c, CLIENT_PATCH);
    if (body.client_secret !== undefined) requireScope(c.get('bearer'), 'update:client_keys');
    const client = changedClient(clientOf(c), body);
    store.clients.upsert(client);
    return c.json(presentClient(client, c.get('bearer')));
  });

  routes.delete('/clients/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:clients');
    const id = c.req.param('id');
    store.transaction(() => {
      store.clients.delete(id);
      store.payloads.revokeClient(id);
    });
    return c.body(null, 204);
  });

  routes.post('/clients/:id/rotate-secret', (c) => {
    requireScope(c.get('bearer'), 'update:client_keys');
    const client = { ...clientOf(c), client_secret: newSecret() };
    store.clients.upsert(client);
    return c.json({ ...presentClient(client, c.get('bearer')), client_secret: client.client_secret });
  });

  return routes;
}

function newSecret(): string {
  return randomBytes(48).toString('base64url');
}

function isFirstParty(settings: TenantClient['settings']): boolean {
  return settings?.['is_first_party'] !== false;
}
