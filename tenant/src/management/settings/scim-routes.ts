import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const BODY = z.strictObject({
  user_id_attribute: z.string().optional(),
  mapping: z.array(z.strictObject({ auth0: z.string(), scim: z.string() })).optional(),
});
const TOKEN = z.strictObject({
  scopes: z.array(z.string()).optional(),
  token_lifetime: z.int().min(900).nullable().optional(),
});
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const inMetadata = (scim: string, name: string) => ({ scim, auth0: `app_metadata.${name}` });
/** Auth0's default mapping. */
const MAPPING = [
  { scim: 'userName', auth0: 'preferred_username' },
  { scim: 'emails[primary eq true].value', auth0: 'email' },
  inMetadata('externalId', 'external_id'),
  ...[
    { scim: 'active', auth0: 'blocked' },
    { scim: 'displayName', auth0: 'name' },
  ],
  ...[
    { scim: 'name.givenName', auth0: 'given_name' },
    { scim: 'name.familyName', auth0: 'family_name' },
  ],
  ...['middle_name', 'honorific_prefix', 'honorific_suffix'].map((name) =>
    inMetadata(`name.${name.replace(/_(.)/, (_all, letter: string) => letter.toUpperCase())}`, name),
  ),
  ...[
    { scim: 'nickName', auth0: 'nickname' },
    { scim: 'photos[type eq "photo"].value', auth0: 'picture' },
  ],
  inMetadata('phoneNumbers[primary eq true].value', 'primary_phone_number'),
  inMetadata('phoneNumbers[type eq "mobile"].value', 'mobile_phone_number'),
  ...Object.entries({
    ...{ streetAddress: 'street_address', locality: 'city', region: 'state', postalCode: 'postal_code' },
    ...{ formatted: 'postal_address', country: 'country' },
  }).map(([part, name]) => inMetadata(`addresses[type eq "work"].${part}`, name)),
  ...[inMetadata('profileUrl', 'profile_url'), inMetadata('userType', 'user_type'), inMetadata('title', 'title')],
  ...[inMetadata('preferredLanguage', 'language'), inMetadata('locale', 'locale'), inMetadata('timezone', 'timezone')],
  ...[inMetadata(`${ENTERPRISE}.employeeNumber`, 'employee_id'), inMetadata(`${ENTERPRISE}.costCenter`, 'cost_center')],
  ...['organization', 'division', 'department', 'manager'].map((name) => inMetadata(`${ENTERPRISE}.${name}`, name)),
];

/** `/connections/{id}/scim-configuration`, which has no effect: the tenant has no SCIM endpoint. Source: recorded responses. */
export function scimRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const configurations = store.settings('scim');
  const tokens = store.settings('scim-token');
  const tenant = new URL(mail.origin).hostname;
  const connectionOf = (id: string) => {
    const connection = store.connections.getById(id);
    if (connection === undefined) throw new ApiError(404, 'inexistent_connection', 'The connection does not exist');
    return connection;
  };
  const require = (id: string) => {
    const found = configurations.get(connectionOf(id).id);
    if (found === undefined) throw new ApiError(404, undefined, 'Not Found');
    return found;
  };
  const show = ({ id, ...configuration }: ReturnType<typeof require>) => {
    const { name, strategy } = connectionOf(id);
    return { tenant_name: tenant, connection_id: id, connection_name: name, strategy, ...configuration };
  };
  routes.get('/connections-scim-configurations', (c) => {
    requireScope(c.get('bearer'), 'read:scim_config');
    const query = readQuery(c, z.strictObject(CHECKPOINT_PARAMETERS));
    const own = configurations.list().filter(({ id }) => store.connections.getById(id) !== undefined);
    const { shown, next } = fromCheckpoint(own, ({ id }) => id, query);
    return c.json({ scim_configurations: shown.map(show), next });
  });
  const PATH = '/connections/:id/scim-configuration';

  routes.get(`${PATH}/default-mapping`, (c) => {
    requireScope(c.get('bearer'), 'read:scim_config');
    connectionOf(c.req.param('id'));
    return c.json({ mapping: MAPPING });
  });
  routes.get(PATH, (c) => {
    requireScope(c.get('bearer'), 'read:scim_config');
    return c.json(show(require(c.req.param('id'))));
  });
  routes.post(PATH, async (c) => {
    requireScope(c.get('bearer'), 'create:scim_config');
    const { id } = connectionOf(c.req.param('id'));
    const body = await readBody(c, BODY);
    if (configurations.get(id) !== undefined) {
      throw new ApiError(409, undefined, 'A SCIM configuration already exists for this connection');
    }
    const now = store.timestamp();
    const defaults = { mapping: MAPPING, user_id_attribute: 'externalId' };
    const created = { ...defaults, ...body, created_at: now, updated_on: now, id };
    configurations.upsert(created);
    return c.json(show(created), 201);
  });
  routes.patch(PATH, async (c) => {
    requireScope(c.get('bearer'), 'update:scim_config');
    const before = require(c.req.param('id'));
    const after = { ...before, ...(await readBody(c, BODY)), updated_on: store.timestamp() };
    configurations.upsert(after);
    return c.json(show(after));
  });
  routes.delete(PATH, (c) => {
    requireScope(c.get('bearer'), 'delete:scim_config');
    const { id } = connectionOf(c.req.param('id'));
    configurations.delete(id);
    for (const token of tokens.list()) if (token['connection'] === id) tokens.delete(token.id);
    return c.body(null, 204);
  });
  routes.get(`${PATH}/tokens`, (c) => {
    requireScope(c.get('bearer'), 'read:scim_token');
    const { id } = require(c.req.param('id'));
    const own = tokens.list().filter((token) => token['connection'] === id);
    return c.json(own.map(({ id: token_id, connection: _connection, ...shown }) => ({ token_id, ...shown })));
  });
  routes.post(`${PATH}/tokens`, async (c) => {
    requireScope(c.get('bearer'), 'create:scim_token');
    const { id: connection } = require(c.req.param('id'));
    const body = await readBody(c, TOKEN);
    const id = `tok_${randomBytes(8).toString('hex')}`;
    const created = { ...body, created_at: store.timestamp() };
    tokens.upsert({ ...created, connection, id });
    return c.json({ token_id: id, token: `${id}.${randomBytes(32).toString('hex')}`, ...created }, 201);
  });
  routes.delete(`${PATH}/tokens/:token`, (c) => {
    requireScope(c.get('bearer'), 'delete:scim_token');
    require(c.req.param('id'));
    tokens.delete(c.req.param('token'));
    return c.body(null, 204);
  });

  return routes;
}
