import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { TenantClient, TenantClientCredential } from '../../model/tenant-client.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { requireScope, type Bearer } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { changedClient, CLIENT_PATCH, NEW_CLIENT } from './client-body.ts';
import { credentialFrom, presentCredential } from './client-credential.ts';
import { clientFilter } from './client-filter.ts';
import { defaultGrantTypes, presentClient, requireClient } from './present-client.ts';

const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  is_global: z.enum(['true', 'false']).optional(),
  is_first_party: z.enum(['true', 'false']).optional(),
  app_type: z.string().optional(),
  q: z.string().max(1024).optional(),
});
const GET_QUERY = z.strictObject(FIELD_PARAMETERS);
const READ = ['read:clients', 'read:client_keys', 'read:client_summary'] as const;

/** Id of the client that stands for all applications and holds the login page of the older login. */
const GLOBAL_CLIENT = 'global-client';

function globalClient(store: TenantStore): TenantClient {
  const kept = store.settings(GLOBAL_CLIENT).get(GLOBAL_CLIENT)?.['client'] as TenantClient | undefined;
  return kept ?? { client_id: GLOBAL_CLIENT, name: 'All Applications', settings: { custom_login_page_on: false } };
}

/** `/clients`. Source: Auth0 Management API contract. */
export function clientRoutes(context: ManagementContext): Hono<ManagementEnvironment> {
  const { store, mail } = context;
  const routes = new Hono<ManagementEnvironment>();
  const present = (client: TenantClient, bearer: Bearer) => presentClient(client, bearer, context);
  const tenant = new URL(mail.origin).hostname;
  const clientOf = (c: Context<ManagementEnvironment>) =>
    c.req.param('id') === GLOBAL_CLIENT ? globalClient(store) : requireClient(store, c.req.param('id') ?? '');

  routes.get('/clients', (c) => {
    const bearer = c.get('bearer');
    requireScope(bearer, ...READ);
    const query = readQuery(c, LIST_QUERY);
    const types = query.app_type?.split(',');
    const accepts = clientFilter(query.q, store);
    const items = store.clients
      .list()
      .filter(({ app_type: type }) => types === undefined || (type !== undefined && types.includes(type)))
      .filter(({ settings }) => {
        const isFirstParty = settings?.['is_first_party'] !== false;
        return query.is_first_party === undefined || (query.is_first_party === 'true') === isFirstParty;
      })
      .filter(accepts);
    if (query.is_global === 'true') items.splice(0, items.length, globalClient(store));
    const presentListed = (client: TenantClient) => {
      const selected = selectFields({ global: client.client_id === GLOBAL_CLIENT, ...present(client, bearer) }, query);
      return query.include_fields === false ? selected : { tenant, ...selected };
    };
    return respondWithList(c, query, {
      name: 'clients',
      items,
      idOf: ({ client_id: id }) => id,
      present: presentListed,
    });
  });

  routes.post('/clients', async (c) => {
    requireScope(c.get('bearer'), 'create:clients');
    const {
      client_authentication_methods: methods,
      signed_request_object: signed,
      ...body
    } = await readBody(c, NEW_CLIENT);
    const isPublic = body.app_type === 'spa' || body.app_type === 'native';
    const blank: TenantClient = {
      client_id: randomBytes(24).toString('base64url'),
      name: body.name,
      // Every client has a secret, even one that authenticates with a key.
      client_secret: newSecret(),
      ...(isPublic ? { token_endpoint_auth_method: 'none' } : {}),
      grant_types: defaultGrantTypes(body.app_type),
      // Connections are enabled one by one.
      connections: [],
      settings: { oidc_conformant: false, refresh_token: {} },
    };
    const timestamp = store.timestamp();
    const created = Object.entries(methods ?? {}).map(([method, given]) => {
      const { credentials = [] } = given ?? {};
      return [method, credentials.map((credential) => credentialFrom(credential, timestamp))] as const;
    });
    const signing = signed?.credentials?.map((credential) => credentialFrom(credential, timestamp));
    const signedWith = (shown: (credential: TenantClientCredential) => object) =>
      signed && { ...signed, ...(signing && { credentials: signing.map(shown) }) };
    const client: TenantClient = {
      ...changedClient(blank, { ...body, signed_request_object: signedWith(({ id }) => ({ id })) as never }),
      ...(methods === undefined && signing === undefined
        ? {}
        : { credentials: [...created.flatMap(([, credentials]) => credentials), ...(signing ?? [])] }),
      ...(methods === undefined
        ? {}
        : {
            client_authentication_methods: Object.fromEntries(
              created.map(([method, credentials]) => [method, { credentials: credentials.map(({ id }) => ({ id })) }]),
            ),
          }),
    };
    store.clients.upsert(client);
    // The creator sees the secret once, regardless of its scopes.
    const secret = client.client_secret === undefined ? {} : { client_secret: client.client_secret };
    const shownMethods = Object.fromEntries(
      created.map(([method, credentials]) => [method, { credentials: credentials.map(presentCredential) }]),
    );
    return c.json(
      {
        ...present(client, c.get('bearer')),
        ...secret,
        ...(methods === undefined ? {} : { client_authentication_methods: shownMethods }),
        ...(signing === undefined ? {} : { signed_request_object: signedWith(presentCredential) }),
      },
      201,
    );
  });

  routes.get('/clients/:id', (c) => {
    requireScope(c.get('bearer'), ...READ);
    const query = readQuery(c, GET_QUERY);
    return c.json(selectFields(present(clientOf(c), c.get('bearer')), query));
  });

  routes.patch('/clients/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:clients', 'update:client_keys');
    const body = await readBody(c, CLIENT_PATCH);
    if (body.client_secret !== undefined) requireScope(c.get('bearer'), 'update:client_keys');
    const client = changedClient(clientOf(c), body);
    if (client.client_id === GLOBAL_CLIENT) store.settings(GLOBAL_CLIENT).upsert({ id: GLOBAL_CLIENT, client });
    else store.clients.upsert(client);
    return c.json(present(client, c.get('bearer')));
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
    return c.json({ ...present(client, c.get('bearer')), client_secret: client.client_secret });
  });

  return routes;
}

function newSecret(): string {
  return randomBytes(48).toString('base64url');
}
