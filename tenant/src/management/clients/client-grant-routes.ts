import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { TenantClient, TenantClientGrant } from '../../model/tenant-client.ts';
import { ApiError } from '../shared/api-error.ts';
import { requireScope } from '../shared/bearer.ts';
import { CHECKPOINT_PARAMETERS, fromCheckpoint, PAGE_PARAMETERS, pageOf, withTotals } from '../shared/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../shared/environment.ts';
import { readBody, readQuery } from '../shared/validate.ts';

const scope = z.array(z.string().min(1).max(280));
const CREATE = z.strictObject({
  client_id: z.string().min(1),
  audience: z.string().min(1),
  scope: scope.optional(),
  subject_type: z.literal('client', 'The local tenant has grants of clients only').optional(),
});
const UPDATE = z.strictObject({ scope: scope.nullable().optional() });
const LIST_QUERY = z.strictObject({
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  audience: z.string().optional(),
  client_id: z.string().optional(),
});
/** How a grant names the Management API, whatever the port. */
const OWN_API = '/api/v2/';

/** A client grant as the API shows it. */
export interface ShownClientGrant extends TenantClientGrant {
  readonly id: string;
  readonly client_id: string;
  readonly subject_type: 'client';
}

interface Found {
  readonly client: TenantClient;
  readonly grant: TenantClientGrant;
}

/** `/client-grants`: what clients get with their own credentials. Source: Auth0 Management API contract. */
export function clientGrantRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const own = authority.issuers.map((issuer) => `${issuer}api/v2/`);
  const list = (): Found[] =>
    store.clients.list().flatMap((client) => (client.grants ?? []).map((grant) => ({ client, grant })));
  const find = (id: string) => list().find((found) => idOf(found) === id);
  const require = (id: string): Found => {
    const found = find(id);
    if (found === undefined) throw new ApiError(404, 'inexistent_client_grant', 'The client grant does not exist');
    return found;
  };
  /** Shows the Management API by the name that the caller knows the tenant by. */
  const presentFor = (c: Context<ManagementEnvironment>) => {
    const asked = `${new URL(c.req.url).origin}/api/v2/`;
    const name = own.includes(asked) ? asked : (own[0] ?? OWN_API);
    return (found: Found): ShownClientGrant => ({
      id: idOf(found),
      client_id: found.client.client_id,
      audience: found.grant.audience === OWN_API ? name : found.grant.audience,
      scope: found.grant.scope,
      subject_type: 'client',
    });
  };
  const save = (client: TenantClient, without: string, grant?: TenantClientGrant) =>
    store.clients.upsert({
      ...client,
      grants: [
        ...(client.grants ?? []).filter(({ audience }) => audience !== without),
        ...(grant === undefined ? [] : [grant]),
      ],
    });

  routes.get('/client-grants', (c) => {
    requireScope(c.get('bearer'), 'read:client_grants');
    const query = readQuery(c, LIST_QUERY);
    const found = list()
      .map(presentFor(c))
      .filter(({ audience }) => query.audience === undefined || query.audience === audience)
      .filter(({ client_id: id }) => query.client_id === undefined || query.client_id === id);
    if (query.from !== undefined || query.take !== undefined) {
      const { shown, next } = fromCheckpoint(found, ({ id }) => id, query);
      return c.json({ client_grants: shown, ...(next === undefined ? {} : { next }) });
    }
    const page = pageOf(query, 50);
    const shown = found.slice(page.page * page.perPage, (page.page + 1) * page.perPage);
    return c.json(query.include_totals === true ? withTotals('client_grants', shown, found.length, page) : shown);
  });

  routes.post('/client-grants', async (c) => {
    requireScope(c.get('bearer'), 'create:client_grants');
    const body = await readBody(c, CREATE);
    const audience = own.includes(body.audience) ? OWN_API : body.audience;
    const client = store.clients.get(body.client_id);
    if (client === undefined) throw new ApiError(404, 'inexistent_client', 'Client not found');
    if (audience !== OWN_API && store.resourceServers.get(audience) === undefined) {
      throw new ApiError(404, 'inexistent_resource_server', 'Resource server not found');
    }
    if (client.grants?.some((grant) => grant.audience === audience) === true) {
      throw new ApiError(409, 'client_grant_exists', 'A client grant for this client and audience already exists.');
    }
    const grant = { audience, scope: body.scope ?? [] };
    save(client, audience, grant);
    return c.json(presentFor(c)({ client, grant }), 201);
  });

  routes.get('/client-grants/:id', (c) => {
    requireScope(c.get('bearer'), 'read:client_grants');
    return c.json(presentFor(c)(require(c.req.param('id'))));
  });

  routes.patch('/client-grants/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:client_grants');
    const body = await readBody(c, UPDATE);
    const { client, grant } = require(c.req.param('id'));
    const changed = { ...grant, scope: body.scope ?? grant.scope };
    save(client, grant.audience, changed);
    return c.json(presentFor(c)({ client, grant: changed }));
  });

  routes.delete('/client-grants/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:client_grants');
    const found = find(c.req.param('id'));
    if (found !== undefined) save(found.client, found.grant.audience);
    return c.body(null, 204);
  });

  return routes;
}

/** Client and audience never change, so the id is made from them. */
function idOf({ client, grant }: Found): string {
  const digest = createHash('sha256').update(JSON.stringify([client.client_id, grant.audience]));
  return `cgr_${digest.digest('hex').slice(0, 16)}`;
}
