import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { TenantResourceServer } from '../../model/tenant-resource-server.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import { changedSettings, keptProperties } from '../shared/kept-settings.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { PAGE_PARAMETERS, pageOf, withTotals } from '../shared/list.ts';
import { readBody, readQuery } from '../shared/validate.ts';

const ACTED_ON = {
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
  signing_alg: z.literal('RS256', 'The local tenant signs with RS256 only').optional(),
};
/** What of an API the tenant only keeps. Source: Auth0 Management API, schema `CreateResourceServerRequestContent`. */
const KEPT = [
  ...(['allow_offline_access', 'allow_online_access', 'skip_consent_for_verifiable_first_party_clients'] as const),
  ...(['consent_policy', 'authorization_details', 'authorization_policy', 'token_encryption'] as const),
  ...(['proof_of_possession', 'subject_type_authorization'] as const),
];
const PROPERTIES = { ...ACTED_ON, ...keptProperties(KEPT) };
const CREATE = z.strictObject({ ...PROPERTIES, identifier: z.string().min(1).max(600) });
const UPDATE = z.strictObject(PROPERTIES);
const LIST_QUERY = z.strictObject({ ...PAGE_PARAMETERS, include_fields: z.string().optional() });
const DEFAULT_LIFETIME = 86_400;

/** `/resource-servers`: the APIs of the tenant, found by id or identifier. Source: Auth0 Management API contract. */
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

  routes.get('/resource-servers', (c) => {
    requireScope(c.get('bearer'), 'read:resource_servers');
    const query = readQuery(c, LIST_QUERY);
    const found = store.resourceServers.list();
    const page = pageOf(query, 50);
    const shown = found.slice(page.page * page.perPage, (page.page + 1) * page.perPage).map(present);
    return c.json(query.include_totals === true ? withTotals('resource_servers', shown, found.length, page) : shown);
  });

  routes.post('/resource-servers', async (c) => {
    requireScope(c.get('bearer'), 'create:resource_servers');
    const { identifier, name = identifier, ...body } = await readBody(c, CREATE);
    if (authority.issuers.some((issuer) => identifier === `${issuer}api/v2/` || identifier === `${issuer}userinfo`)) {
      throw new ApiError(400, 'invalid_body', 'The selected identifier is reserved.');
    }
    if (store.resourceServers.get(identifier) !== undefined) {
      throw new ApiError(409, 'resource_server_exists', 'A resource server with the same identifier already exists.');
    }
    const server = changed({ identifier, name }, body);
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
    const server = changed(require(c), body);
    store.resourceServers.upsert(server);
    return c.json(present(server), 201);
  });

  routes.delete('/resource-servers/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:resource_servers');
    const server = find(c);
    if (server !== undefined) forgetApi(store, server.identifier);
    return c.body(null, 204);
  });

  return routes;
}

/** Permissions go with their API: a new one of the same identifier must not find them. */
function forgetApi(store: TenantStore, identifier: string): void {
  store.transaction(() => {
    store.resourceServers.delete(identifier);
    store.assignments.forgetWithin('permission', identifier);
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
  const scopes = body.scopes?.map(({ value, description }) => ({
    value,
    ...(description === undefined ? {} : { description }),
  }));
  return {
    ...server,
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(body.enforce_policies === undefined ? {} : { enforce_policies: body.enforce_policies }),
    ...(body.token_dialect === undefined ? {} : { token_dialect: body.token_dialect }),
    ...(body.token_lifetime === undefined ? {} : { token_lifetime: body.token_lifetime }),
    settings: changedSettings(server.settings, body, KEPT),
  };
}

/** An API as the API shows it, and what of it the tenant only keeps. */
export type ShownResourceServer = Required<Omit<TenantResourceServer, 'settings'>> & {
  readonly id: string;
  readonly is_system: boolean;
  readonly signing_alg: 'RS256';
  readonly allow_offline_access: boolean;
};

function present({ settings, ...server }: TenantResourceServer): ShownResourceServer {
  return {
    allow_offline_access: true,
    ...settings,
    token_lifetime: DEFAULT_LIFETIME,
    scopes: [],
    enforce_policies: false,
    token_dialect: 'access_token',
    ...server,
    id: idOf(server),
    is_system: false,
    signing_alg: 'RS256',
  };
}
