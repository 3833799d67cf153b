import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { StoredDocument } from '../../store/tables/document-store.ts';
import { ApiError } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const PATH = '/keys/encryption';
const QUERY = z.strictObject(PAGE_PARAMETERS);
const NEW_KEY = z.strictObject({ type: z.enum(['customer-provided-root-key', 'tenant-encryption-key']) });
const WRAPPED_KEY = z.strictObject({ wrapped_key: z.string().min(1) });
const createKeyPair = promisify(generateKeyPair);

/**
 * `/keys/encryption`. The tenant encrypts nothing with these keys; it keeps them and their states.
 * Source: recorded responses.
 */
export function encryptionKeyRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const keys = store.settings(PATH);
  const allow = (c: Context<ManagementEnvironment>, verb: string) => {
    requireScope(c.get('bearer'), `${verb}:encryption_keys`);
  };
  const create = (type: string, state: string, parent: string | null) => {
    const time = store.timestamp();
    const key = { id: randomUUID(), type, state, created_at: time, updated_at: time, parent_kid: parent };
    keys.upsert(key);
    return key;
  };
  const change = (key: StoredDocument, state: string) => {
    const changed = { ...key, state, updated_at: store.timestamp() };
    keys.upsert(changed);
    return changed;
  };
  const requireKey = (c: Context<ManagementEnvironment>) => {
    const found = keys.get(c.req.param('kid') ?? '');
    if (found === undefined) throw new ApiError(404, 'inexistent_encryption_key', 'The encryption key does not exist.');
    return found;
  };
  /** All keys, newest first. The first of a new tenant is its master key below the root key of Auth0. */
  const list = () => {
    if (keys.list().length === 0) create('tenant-master-key', 'active', randomUUID());
    return keys.list().toReversed();
  };

  routes.get(PATH, (c) => {
    allow(c, 'read');
    const query = readQuery(c, QUERY);
    return respondWithList(c, query, { name: 'keys', items: list(), idOf: ({ id }) => id, present });
  });

  routes.post(PATH, async (c) => {
    allow(c, 'create');
    const { type } = await readBody(c, NEW_KEY);
    list();
    return c.json(present(create(type, 'pre-activation', null)), 201);
  });

  routes.post(`${PATH}/rekey`, (c) => {
    allow(c, 'create');
    allow(c, 'update');
    const old = list().filter((key) => key['type'] === 'tenant-master-key' && key['state'] === 'active');
    const parent = old[0]?.['parent_kid'];
    for (const key of old) change(key, 'destroyed');
    create('tenant-master-key', 'active', typeof parent === 'string' ? parent : randomUUID());
    return c.body(null, 204);
  });

  routes.get(`${PATH}/:kid`, (c) => {
    allow(c, 'read');
    return c.json(present(requireKey(c)));
  });

  routes.post(`${PATH}/:kid`, async (c) => {
    allow(c, 'update');
    await readBody(c, WRAPPED_KEY);
    return c.json(present(change(requireKey(c), 'active')), 201);
  });

  routes.post(`${PATH}/:kid/wrapping-key`, async (c) => {
    allow(c, 'create');
    requireKey(c);
    const { publicKey } = await createKeyPair('rsa', { modulusLength: 3072 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    return c.json({ public_key: pem, algorithm: 'CKM_RSA_AES_KEY_WRAP' }, 201);
  });

  routes.delete(`${PATH}/:kid`, (c) => {
    allow(c, 'delete');
    change(requireKey(c), 'destroyed');
    return c.body(null, 204);
  });

  return routes;
}

function present({ id, ...key }: StoredDocument): Readonly<Record<string, unknown>> {
  return { kid: id, ...key };
}
