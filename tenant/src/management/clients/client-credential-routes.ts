import { Hono } from 'hono';
import { z } from 'zod';
import type { TenantClient } from '../../model/tenant-client.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { readBody } from '../http/read-request.ts';
import { CREDENTIAL } from './client-body.ts';
import { credentialFrom, presentCredential } from './client-credential.ts';
import { requireClient } from './present-client.ts';

const UPDATE = z.strictObject({ expires_at: z.iso.datetime({ offset: true }).nullable().optional() });
const BASE = '/clients/:id/credentials';
const READ = ['read:client_credentials'] as const;

/** `/clients/{id}/credentials`: public keys for `private_key_jwt`. Source: Auth0 Management API contract. */
export function clientCredentialRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const find = ({ credentials = [] }: TenantClient, id: string) => {
    const credential = credentials.find((each) => each.id === id);
    if (credential === undefined) throw new ApiError(404, 'inexistent_credential', 'The credential does not exist');
    return credential;
  };

  routes.get(BASE, (c) => {
    requireScope(c.get('bearer'), ...READ);
    const { credentials = [] } = requireClient(store, c.req.param('id'));
    return c.json(credentials.map((each) => ({ expires_at: null, ...presentCredential(each) })));
  });

  routes.post(BASE, async (c) => {
    requireScope(c.get('bearer'), 'create:client_credentials');
    const body = await readBody(c, CREDENTIAL);
    const client = requireClient(store, c.req.param('id'));
    const credential = credentialFrom(body, store.timestamp());
    store.clients.upsert({ ...client, credentials: [...(client.credentials ?? []), credential] });
    return c.json(presentCredential(credential), 201);
  });

  routes.get(`${BASE}/:credential`, (c) => {
    requireScope(c.get('bearer'), ...READ);
    const credential = find(requireClient(store, c.req.param('id')), c.req.param('credential'));
    return c.json({ expires_at: null, ...presentCredential(credential) });
  });

  routes.patch(`${BASE}/:credential`, async (c) => {
    requireScope(c.get('bearer'), 'update:client_credentials');
    const { expires_at: expires } = await readBody(c, UPDATE);
    const client = requireClient(store, c.req.param('id'));
    const { expires_at: before, ...credential } = find(client, c.req.param('credential'));
    const until = expires === undefined ? before : expires === null ? undefined : new Date(expires).toISOString();
    const changed = {
      ...{ ...credential, updated_at: store.timestamp() },
      ...(until === undefined ? {} : { expires_at: until }),
    };
    const credentials = client.credentials?.map((each) => (each.id === changed.id ? changed : each)) ?? [];
    store.clients.upsert({ ...client, credentials });
    return c.json(presentCredential(changed));
  });

  routes.delete(`${BASE}/:credential`, (c) => {
    requireScope(c.get('bearer'), 'delete:client_credentials');
    const client = store.clients.get(c.req.param('id'));
    if (client === undefined) return c.body(null, 204);
    const { credentials = [], client_authentication_methods: methods } = client;
    const inUse = Object.values(methods ?? {}).flatMap((method) => method.credentials.map(({ id }) => id));
    const id = c.req.param('credential');
    if (inUse.includes(id)) {
      throw new ApiError(409, 'credential_in_use', 'The credential is in use and cannot be deleted');
    }
    store.clients.upsert({ ...client, credentials: credentials.filter((each) => each.id !== id) });
    return c.body(null, 204);
  });

  return routes;
}
