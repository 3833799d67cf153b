import { randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { newSecret } from '../../mfa/totp.ts';
import type { TenantAuthenticator, TenantContactMethod } from '../../model/tenant-authenticator.ts';
import { requestFacts } from '../../net/request-facts.ts';
import { ApiError, userNotFound } from '../http/api-error.ts';
import { requireScope, requireScopeOver } from '../http/bearer.ts';
import { respondWithList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import {
  authenticatorId,
  presentEnrollments,
  presentMaskedContact,
  presentAuthenticationMethods,
  presentContact,
  type AuthenticationMethod,
} from './present-authentication-methods.ts';
import { readBody, readQuery, readUserId } from '../http/read-request.ts';

const LIST_QUERY = z.strictObject(PAGE_PARAMETERS);
const name = z.string().min(1).max(20).optional();
const preferred = z.enum(['sms', 'voice']).optional();
const APP = z.strictObject({
  type: z.literal('totp'),
  name,
  totp_secret: z
    .string()
    .regex(/^[A-Z2-7]{16,}=*$/, 'Expected a base32 secret')
    .optional(),
});
const CREATE = z.discriminatedUnion('type', [
  APP,
  z.strictObject({ type: z.literal('email'), name, email: z.email() }),
  z.strictObject({
    ...{ type: z.literal('phone'), name, phone_number: z.string().min(2).max(30) },
    preferred_authentication_method: preferred,
  }),
]);
const PATCH = z.strictObject({ name, preferred_authentication_method: preferred });
const METHODS = '/users/:id/authentication-methods';

/**
 * `/users/{id}/authentication-methods` and `/users/{id}/enrollments`: a user's authenticator app, and addresses
 * without an effect in the tenant. Source: Auth0 Management API contract and recorded responses.
 */
export function userAuthenticatorRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw userNotFound();
    return userId;
  };
  const list = (userId: string) => presentAuthenticationMethods(userId, store.authenticators);
  const require = (c: Context<ManagementEnvironment>, userId: string): AuthenticationMethod => {
    const method = list(userId).find(({ id }) => id === c.req.param('method'));
    if (method !== undefined) return method;
    throw new ApiError(404, 'inexistent_authentication_method', 'The authentication method does not exist.');
  };
  const now = () => new Date(mail.clock.now()).toISOString();
  const addApp = (userId: string, { name: called, totp_secret: secret = newSecret() }: z.output<typeof APP>) => {
    const authenticator: TenantAuthenticator = {
      ...{ secret, active: true, always: false, created_at: now() },
      ...(called === undefined ? {} : { name: called }),
    };
    store.authenticators.put(userId, authenticator);
    const id = authenticatorId(userId, authenticator);
    const methods = [{ type: 'totp', id }];
    return {
      ...{ id, type: 'totp', totp_secret: secret, authentication_methods: methods },
      created_at: authenticator.created_at,
      ...(called === undefined ? {} : { name: called }),
    };
  };
  const addContact = (userId: string, body: Exclude<z.output<typeof CREATE>, { type: 'totp' }>) => {
    const method: TenantContactMethod = { ...body, id: `${body.type}|dev_${randomId()}`, created_at: now() };
    store.authenticators.saveContact(userId, method);
    return method;
  };
  const removeApp = (c: Context<ManagementEnvironment>, userId: string) => {
    if (!store.authenticators.delete(userId)) return;
    store.logs.write({ ...requestFacts(c), type: 'gd_unenroll', user_id: userId });
  };
  const removeAll = (c: Context<ManagementEnvironment>, userId: string) => {
    removeApp(c, userId);
    for (const { id } of store.authenticators.contacts(userId)) store.authenticators.deleteContact(id);
  };

  routes.get(METHODS, (c) => {
    requireScope(c.get('bearer'), 'read:authentication_methods');
    const query = readQuery(c, LIST_QUERY);
    const items = list(userIdOf(c));
    // Recorded: an empty list has no total.
    if (items.length === 0 && query.include_totals === true) {
      return c.json({ authenticators: [], start: 0, limit: query.per_page ?? 50 });
    }
    return respondWithList(c, query, {
      name: 'authenticators',
      items,
      idOf: ({ id }) => id,
      present: (method) => method,
    });
  });

  routes.post(METHODS, async (c) => {
    requireScope(c.get('bearer'), 'create:authentication_methods');
    const body = await readBody(c, CREATE);
    const userId = userIdOf(c);
    if (body.type !== 'totp') return c.json(presentMaskedContact(addContact(userId, body)), 201);
    if (store.authenticators.get(userId) !== undefined) {
      throw new ApiError(409, 'authentication_method_exists', 'Authentication method already exists.');
    }
    return c.json(addApp(userId, body), 201);
  });

  routes.put(METHODS, async (c) => {
    requireScope(c.get('bearer'), 'update:authentication_methods');
    const userId = readUserId(c);
    const methods = await readBody(c, z.array(CREATE));
    if (methods.filter(({ type }) => type === 'totp').length > 1) {
      throw new ApiError(400, 'invalid_body', 'Only one authentication method of type totp is possible.');
    }
    if (store.users.get(userId) === undefined) {
      throw new ApiError(400, 'inexistent_user', 'The user does not exist.');
    }
    removeAll(c, userId);
    const set = methods.map((method) => {
      if (method.type !== 'totp') return presentContact(addContact(userId, method));
      // Recorded: unlike a creation, this response does not repeat the secret.
      const { id, type, name: called, created_at } = addApp(userId, method);
      return { id, type, name: called, created_at };
    });
    return c.json(set);
  });

  routes.delete(METHODS, (c) => {
    requireScope(c.get('bearer'), 'delete:authentication_methods');
    removeAll(c, readUserId(c));
    return c.body(null, 204);
  });

  routes.delete('/users/:id/authenticators', (c) => {
    requireScope(c.get('bearer'), 'delete:guardian_enrollments');
    removeAll(c, readUserId(c));
    return c.body(null, 204);
  });

  routes.get(`${METHODS}/:method`, (c) => {
    requireScope(c.get('bearer'), 'read:authentication_methods');
    return c.json(require(c, userIdOf(c)));
  });

  routes.patch(`${METHODS}/:method`, async (c) => {
    requireScope(c.get('bearer'), 'update:authentication_methods');
    const change = await readBody(c, PATCH);
    const userId = userIdOf(c);
    const { id } = require(c, userId);
    const contact = store.authenticators.contacts(userId).find((each) => each.id === id);
    if (contact !== undefined) {
      const changed = { ...contact, ...change };
      store.authenticators.saveContact(userId, changed);
      return c.json(presentMaskedContact(changed));
    }
    const called = change.name;
    const authenticator = store.authenticators.get(userId);
    if (called !== undefined && authenticator !== undefined) {
      store.authenticators.put(userId, { ...authenticator, name: called });
    }
    return c.json(require(c, userId));
  });

  routes.delete(`${METHODS}/:method`, (c) => {
    requireScope(c.get('bearer'), 'delete:authentication_methods');
    const userId = userIdOf(c);
    const { id, type } = require(c, userId);
    if (type === 'totp') removeApp(c, userId);
    else store.authenticators.deleteContact(id);
    return c.body(null, 204);
  });

  routes.get('/users/:id/enrollments', (c) => {
    const userId = readUserId(c);
    requireScopeOver(c.get('bearer'), userId, ['read:users'], 'read:current_user');
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    return c.json(presentEnrollments(userId, store.authenticators.get(userId)));
  });

  return routes;
}

function randomId(): string {
  return randomBytes(8).toString('hex');
}
