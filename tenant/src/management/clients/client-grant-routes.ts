import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { TenantClient, TenantClientGrant } from '../../model/tenant-client.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { respondWithList, CHECKPOINT_PARAMETERS, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const subject = z.enum(['client', 'user']);
const SETTINGS = {
  scope: z.array(z.string().min(1).max(280)).nullable().optional(),
  organization_usage: z.enum(['deny', 'allow', 'require']).nullable().optional(),
  allow_any_organization: z.boolean().nullable().optional(),
  allow_all_scopes: z.boolean().nullable().optional(),
  authorization_details_types: z.array(z.string()).optional(),
};
const UPDATE = z.strictObject(SETTINGS);
const CREATE = z.strictObject({
  ...SETTINGS,
  client_id: z.string().min(1),
  audience: z.string().min(1),
  subject_type: subject.optional(),
});
const LIST_QUERY = z.strictObject({
  ...PAGE_PARAMETERS,
  ...CHECKPOINT_PARAMETERS,
  audience: z.string().optional(),
  client_id: z.string().optional(),
  subject_type: subject.optional(),
  allow_any_organization: z.enum(['true', 'false']).optional(),
});
/** How a grant names the Management API, regardless of the port. */
const OWN_API = '/api/v2/';

/** A client grant as the API shows it. */
export type ShownClientGrant = TenantClientGrant &
  Required<Pick<TenantClientGrant, 'subject_type'>> & {
    readonly id: string;
    readonly client_id: string;
  };

/** A grant and its client. */
export interface FoundGrant {
  readonly client: TenantClient;
  readonly grant: TenantClientGrant;
}

/** `/client-grants`: what clients may request. Source: Auth0 Management API contract. */
export function clientGrantRoutes({ store, authority }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const own = authority.issuers.map((issuer) => `${issuer}api/v2/`);
  const find = (id: string) => clientGrants(store).find((found) => grantId(found) === id);
  const require = (id: string): FoundGrant => {
    const found = find(id);
    if (found === undefined) throw new ApiError(404, 'inexistent_client_grant', 'The grant does not exist.');
    return found;
  };
  const presentFor = (c: Context<ManagementEnvironment>) => (found: FoundGrant) => presentGrant(c, own, found);
  const save = ({ client, grant: before }: FoundGrant, grant?: TenantClientGrant) => {
    const others = (client.grants ?? []).filter((each) => !sameGrant(each, before));
    store.clients.upsert({ ...client, grants: grant === undefined ? others : [...others, grant] });
  };

  routes.get('/client-grants', (c) => {
    requireScope(c.get('bearer'), 'read:client_grants');
    const query = readQuery(c, LIST_QUERY);
    const anyOrganization = query.allow_any_organization;
    const items = clientGrants(store)
      .map(presentFor(c))
      .filter(({ audience }) => query.audience === undefined || query.audience === audience)
      .filter(({ client_id: id }) => query.client_id === undefined || query.client_id === id)
      .filter(({ subject_type: type }) => query.subject_type === undefined || query.subject_type === type)
      .filter(({ allow_any_organization: any = false }) => {
        return anyOrganization === undefined || any === (anyOrganization === 'true');
      });
    return respondWithList(c, query, { name: 'client_grants', items, idOf: ({ id }) => id, present: (grant) => grant });
  });

  routes.post('/client-grants', async (c) => {
    requireScope(c.get('bearer'), 'create:client_grants');
    const { client_id: clientId, ...body } = await readBody(c, CREATE);
    const audience = own.includes(body.audience) ? OWN_API : body.audience;
    const client = store.clients.get(clientId);
    if (client === undefined) throw new ApiError(404, 'inexistent_client', 'Client not found');
    if (client.app_type === 'express_configuration') {
      throw new ApiError(400, 'validation_error', 'Client of type express_configuration cannot be used');
    }
    if (audience !== OWN_API && store.resourceServers.get(audience) === undefined) {
      throw new ApiError(404, 'inexistent_resource_server', 'Resource server not found');
    }
    const grant = changed({ scope: [], audience }, body);
    if (client.grants?.some((each) => sameGrant(each, grant)) === true) {
      throw new ApiError(409, 'client_grant_exists', 'A client grant for this client and audience already exists.');
    }
    save({ client, grant }, grant);
    return c.json(presentFor(c)({ client, grant }), 201);
  });

  routes.get('/client-grants/:id', (c) => {
    requireScope(c.get('bearer'), 'read:client_grants');
    return c.json(presentFor(c)(require(c.req.param('id'))));
  });

  routes.patch('/client-grants/:id', async (c) => {
    requireScope(c.get('bearer'), 'update:client_grants');
    const body = await readBody(c, UPDATE);
    const found = require(c.req.param('id'));
    const grant = changed(found.grant, body);
    save(found, grant);
    return c.json(presentFor(c)({ client: found.client, grant }));
  });

  routes.delete('/client-grants/:id', (c) => {
    requireScope(c.get('bearer'), 'delete:client_grants');
    const found = find(c.req.param('id'));
    if (found !== undefined) save(found);
    return c.body(null, 204);
  });

  return routes;
}

/** A client has one grant for each API and subject. */
function sameGrant(left: TenantClientGrant, right: TenantClientGrant): boolean {
  return left.audience === right.audience && (left.subject_type ?? 'client') === (right.subject_type ?? 'client');
}

/** The grant after a change; `null` removes a setting. */
function changed(
  grant: TenantClientGrant,
  { audience: _audience, ...body }: Partial<z.output<typeof CREATE>>,
): TenantClientGrant {
  const merged = new Map<string, unknown>(Object.entries(grant));
  for (const [name, value] of Object.entries(body)) {
    if (value === null) merged.delete(name);
    else if (value !== undefined) merged.set(name, value);
  }
  return Object.fromEntries(merged) as unknown as TenantClientGrant;
}

/** Every client grant. */
export function clientGrants({ clients }: Pick<TenantStore, 'clients'>): FoundGrant[] {
  return clients.list().flatMap((client) => (client.grants ?? []).map((grant) => ({ client, grant })));
}

/** Shows a grant; names the Management API by the caller's URL of the tenant. @param own The names of that API. */
export function presentGrant(c: Context, own: readonly string[], found: FoundGrant): ShownClientGrant {
  const requested = `${new URL(c.req.url).origin}/api/v2/`;
  const name = own.includes(requested) ? requested : (own[0] ?? OWN_API);
  return {
    id: grantId(found),
    client_id: found.client.client_id,
    subject_type: 'client',
    ...found.grant,
    audience: found.grant.audience === OWN_API ? name : found.grant.audience,
  };
}

/** The id of a grant. Client, audience and subject never change, so the id is made from them. */
export function grantId({ client, grant }: FoundGrant): string {
  const parts = [client.client_id, grant.audience, ...(grant.subject_type === 'user' ? ['user'] : [])];
  return `cgr_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`;
}
