import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { SIGNING_ALGORITHMS, type TenantResourceServer } from '../../model/tenant-resource-server.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError, invalidBody } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { changedSettings } from '../http/stored-settings.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';
import { systemApi } from './system-api.ts';

const object = z.record(z.string(), z.unknown()).nullable().optional();
const policy = (policies: readonly [string, ...string[]]) => z.strictObject({ policy: z.enum(policies).optional() });

const EFFECTIVE = {
  name: z
    .string()
    .max(200)
    .regex(/^[^<>]+$/, "Object didn't pass validation for name")
    .optional(),
  scopes: z
    .array(z.strictObject({ value: z.string().min(1).max(280), description: z.string().max(500).optional() }))
    .optional(),
  token_lifetime: z.int().min(1).max(2_592_000).optional(),
  enforce_policies: z.boolean().optional(),
  token_dialect: z.enum(['access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz']).optional(),
  signing_alg: z.enum(SIGNING_ALGORITHMS).optional(),
  signing_secret: z.string().min(16).optional(),
};
/** Properties the tenant only stores. Source: Auth0 Management API, schema `CreateResourceServerRequestContent`. */
const STORED = {
  token_lifetime_for_web: z.int().min(0).max(2_592_000).optional(),
  allow_offline_access: z.boolean().optional(),
  allow_online_access: z.boolean().optional(),
  skip_consent_for_verifiable_first_party_clients: z.boolean().optional(),
  consent_policy: z.enum(['transactional-authorization-with-mfa']).nullable().optional(),
  authorization_details: z.array(z.looseObject({})).nullable().optional(),
  ...{ authorization_policy: object, token_encryption: object, proof_of_possession: object },
  subject_type_authorization: z
    .strictObject({
      user: policy(['allow_all', 'deny_all', 'require_client_grant']).optional(),
      client: policy(['deny_all', 'require_client_grant']).optional(),
    })
    .optional(),
};
const UPDATE = z.strictObject({ ...EFFECTIVE, ...STORED });
const CREATE = z.strictObject({ ...UPDATE.shape, identifier: z.string().min(1).max(600) });
const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  identifiers: z.string().optional(),
});

/** `/resource-servers`: the tenant's APIs, found by id or identifier. Source: Auth0 Management API contract. */
export function resourceServerRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const find = (c: Context<ManagementEnvironment>) => {
    const id = c.req.param('id') ?? '';
    return store.resourceServers.list().find((server) => server.identifier === id || idOf(server) === id);
  };
  const require = (c: Context<ManagementEnvironment>) => {
    const server = find(c);
    if (server === undefined) {
      throw new ApiError(404, 'inexistent_resource_server', 'The resource server does not exist');
    }
    return server;
  };
  const present = (server: TenantResourceServer) => presentResourceServer(store, server);

  routes.get('/resource-servers', (c) => {
    requireScope(c.get('bearer'), 'read:resource_servers');
    const query = readQuery(c, LIST_QUERY);
    const wanted = c.req.queries('identifiers')?.flatMap((text) => text.split(','));
    const items = store.resourceServers
      .list()
      .filter(({ identifier }) => wanted === undefined || wanted.includes(identifier));
    return respondWithList(c, query, {
      ...{ name: 'resource_servers', items, idOf },
      present: (server) => selectFields(present(server), query),
    });
  });

  routes.post('/resource-servers', async (c) => {
    requireScope(c.get('bearer'), 'create:resource_servers');
    const { identifier, ...body } = await readBody(c, CREATE);
    if (authority.issuers.some((issuer) => identifier === `${issuer}api/v2/` || identifier === `${issuer}userinfo`)) {
      throw new ApiError(400, 'invalid_body', 'The selected identifier is reserved.');
    }
    if (store.resourceServers.get(identifier) !== undefined) {
      throw new ApiError(409, 'resource_server_exists', 'A resource server with the same identifier already exists.');
    }
    const own = changed({ identifier }, body);
    const system = systemApi(identifier, authority.issuers);
    const server = { ...own, ...system, settings: { ...own.settings, ...system?.settings } };
    store.resourceServers.upsert(server);
    return c.json(present(server), 201);
  });

  routes.get('/resource-servers/:id', (c) => {
    requireScope(c.get('bearer'), 'read:resource_servers');
    return c.json(present(require(c)));
  });

  routes.patch('/resource-servers/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:resource_servers');
    const body = await readBody(c, UPDATE);
    const before = require(c);
    if (systemApi(before.identifier, authority.issuers) !== undefined && (body.name ?? body.scopes) !== undefined) {
      throw invalidBody('The name and the scopes of a system API cannot be changed.');
    }
    const server = changed(before, body);
    store.resourceServers.upsert(server);
    return c.json(present(server));
  });

  routes.delete('/resource-servers/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:resource_servers');
    const server = find(c);
    if (server !== undefined) deleteApi(store, server.identifier);
    return c.body(null, 204);
  });

  return routes;
}

/** Deletes an API with its permissions: a new API with the same identifier must not inherit them. */
function deleteApi(store: TenantStore, identifier: string): void {
  store.transaction(() => {
    store.resourceServers.delete(identifier);
    store.assignments.deleteWithin('permission', identifier);
    for (const role of store.roles.list()) {
      const kept = role.permissions?.filter(({ resource_server_identifier: api }) => api !== identifier) ?? [];
      store.roles.upsert({ ...role, permissions: kept });
    }
  });
}

/** The identifier never changes, so the id is made from it. */
function idOf({ identifier }: TenantResourceServer): string {
  return createHash('sha256').update(identifier).digest('hex').slice(0, 24);
}

function changed(server: TenantResourceServer, body: z.output<typeof UPDATE>): TenantResourceServer {
  const effective = Object.entries(body).filter(([name, value]) => name in EFFECTIVE && value !== undefined);
  return {
    ...server,
    ...(Object.fromEntries(effective) as Partial<TenantResourceServer>),
    settings: withoutPem(changedSettings(server.settings, body, Object.keys(STORED))),
  };
}

type Settings = NonNullable<TenantResourceServer['settings']>;

/** Auth0 never shows the key of a token encryption. */
function withoutPem(settings: Settings): Settings {
  const encryption = settings['token_encryption'] as { readonly encryption_key?: object } | null | undefined;
  if (encryption?.encryption_key === undefined) return settings;
  const { pem: _pem, ...key } = encryption.encryption_key as { readonly pem?: unknown };
  return { ...settings, token_encryption: { ...encryption, encryption_key: key } };
}

/** An API as the API shows it; stored-only properties besides. */
export type ShownResourceServer = Omit<TenantResourceServer, 'settings'> & {
  readonly id: string;
  readonly signing_alg: string;
  readonly allow_offline_access: boolean;
  readonly token_lifetime: number;
  readonly token_lifetime_for_web: number;
};

/** Shows an API with Auth0's defaults. Source: Auth0 Management API, schema `ResourceServer`, and recorded responses. */
function presentResourceServer(
  { clients }: Pick<TenantStore, 'clients'>,
  { settings, ...server }: TenantResourceServer,
): ShownResourceServer {
  const linked = clients.list().find((client) => client.settings?.['resource_server_identifier'] === server.identifier);
  return {
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    token_lifetime_for_web: 7200,
    ...settings,
    ...{ token_lifetime: 86_400, signing_alg: 'RS256' },
    ...server,
    id: idOf(server),
    ...(linked === undefined ? {} : { client_id: linked.client_id }),
  } as ShownResourceServer;
}
