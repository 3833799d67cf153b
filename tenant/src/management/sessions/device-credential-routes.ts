import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { StoredPayload } from '../../store/tables/payload-store.ts';
import { ApiError, unownedResource } from '../http/api-error.ts';
import { requireScope } from '../http/bearer.ts';
import { FIELD_PARAMETERS, selectFields } from '../http/field-selection.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { isUsable, REFRESH_TOKENS } from './signed-in-kind.ts';
import { readBody, readQuery } from '../http/read-request.ts';

const MODEL = 'DeviceCredential';
const LIST_QUERY = z.strictObject({
  ...FIELD_PARAMETERS,
  ...PAGE_PARAMETERS,
  user_id: z.string().optional(),
  client_id: z.string().optional(),
  type: z.enum(['public_key', 'refresh_token', 'rotating_refresh_token']).optional(),
});
const CREATE = z.looseObject({
  device_name: z.string().min(1),
  type: z.literal('public_key'),
  value: z.string().min(1),
  device_id: z
    .string()
    .max(36)
    .regex(/^[-A-Fa-f0-9]+$/, 'String does not match pattern ^[-A-Fa-f0-9]+$'),
  client_id: z.string().min(1).optional(),
});

/** A credential as the API shows it. Source: Auth0 Management API, schema `DeviceCredential`. */
export interface ShownDeviceCredential {
  readonly id: string;
  readonly type: 'public_key' | 'rotating_refresh_token';
  readonly user_id: string;
  readonly client_id: string;
  readonly device_name?: string;
  readonly device_id?: string;
}

/**
 * `/device-credentials`: public keys that people register for their devices, and their refresh tokens, which all rotate
 * here. Source: Auth0 Management API contract.
 */
export function deviceCredentialRoutes({ store }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const { payloads } = store;
  const ofUser = (userId: string): ShownDeviceCredential[] => [
    ...payloads.ofAccount(MODEL, userId).map(publicKey),
    ...payloads.ofAccount('RefreshToken', userId).filter(isUsable).map(refreshToken),
  ];

  routes.get('/device-credentials', (c) => {
    requireScope(c.get('bearer'), 'read:device_credentials');
    const query = readQuery(c, LIST_QUERY);
    const users = query.user_id === undefined ? store.users.list().map((user) => user.user_id) : [query.user_id];
    const items = users
      .flatMap(ofUser)
      .filter(({ client_id: id }) => query.client_id === undefined || query.client_id === id)
      .filter(({ type }) => query.type === undefined || query.type === type);
    const present = (credential: ShownDeviceCredential) => selectFields({ ...credential }, query);
    return respondWithList(c, query, { name: 'device_credentials', items, idOf: ({ id }) => id, present });
  });

  routes.post('/device-credentials', async (c) => {
    const bearer = c.get('bearer');
    requireScope(bearer, 'create:current_user_device_credentials');
    const body = await readBody(c, CREATE);
    const { subject: accountId, clientId } = bearer;
    if (store.users.get(accountId) === undefined) {
      throw new ApiError(403, 'operation_not_allowed', 'Cannot create device credentials for that user.');
    }
    if (body.client_id !== undefined && body.client_id !== clientId) {
      throw new ApiError(403, 'operation_not_allowed', 'Cannot create device credentials for that client.');
    }
    if (ofUser(accountId).some(({ device_id: device }) => device === body.device_id)) {
      throw new ApiError(409, 'device_credential_exists', 'A public key already exists for the device.');
    }
    const id = `dcr_${randomBytes(8).toString('hex')}`;
    const { device_name, device_id, value } = body;
    payloads.upsert(MODEL, id, { accountId, clientId, device_name, device_id, value });
    return c.json({ id }, 201);
  });

  routes.delete('/device-credentials/:id', (c) => {
    const { scopes, subject } = c.get('bearer');
    requireScope(c.get('bearer'), 'delete:device_credentials', 'delete:current_user_device_credentials');
    const id = c.req.param('id');
    const row = payloads.find(MODEL, id) ?? REFRESH_TOKENS.find(payloads, id);
    if (row === undefined) return c.body(null, 204);
    if (!scopes.has('delete:device_credentials') && row.payload['accountId'] !== subject) throw unownedResource();
    if (row.payload['grantId'] === undefined) payloads.destroy(MODEL, id);
    else REFRESH_TOKENS.end(payloads, row);
    return c.body(null, 204);
  });

  return routes;
}

function publicKey({ id, payload }: StoredPayload): ShownDeviceCredential {
  return {
    ...{ id, type: 'public_key', user_id: String(payload['accountId']), client_id: String(payload['clientId']) },
    device_name: String(payload['device_name']),
    device_id: String(payload['device_id']),
  };
}

function refreshToken(row: StoredPayload): ShownDeviceCredential {
  const { accountId, clientId } = row.payload;
  const id = REFRESH_TOKENS.idOf(row);
  return { id, type: 'rotating_refresh_token', user_id: String(accountId), client_id: String(clientId) };
}
