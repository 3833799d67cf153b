import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { newSecret } from '../../mfa/totp.ts';
import type { TenantAuthenticator } from '../../model/tenant-authenticator.ts';
import { requestFacts } from '../../net/request-facts.ts';
import { ApiError, userNotFound } from '../http/api-error.ts';
import { requireScope, requireScopeOver } from '../http/bearer.ts';
import { answerList, PAGE_PARAMETERS } from '../http/list.ts';
import type { ManagementContext, ManagementEnvironment } from '../http/environment.ts';
import { authenticatorId, enrollmentsOf, methodsOf, type AuthenticationMethod } from './present-authenticator.ts';
import { readBody, readQuery, readUserId } from '../http/validate.ts';

const LIST_QUERY = z.strictObject(PAGE_PARAMETERS);
const name = z.string().min(1).max(20).optional();
const CREATE = z.strictObject({
  type: z.literal('totp', "Invalid value: this tenant's only second factor is totp"),
  name,
  totp_secret: z
    .string()
    .regex(/^[A-Z2-7]{16,}=*$/, 'Expected a base32 secret')
    .optional(),
});
const PATCH = z.strictObject({ name });
const METHODS = '/users/:id/authentication-methods';

/**
 * `/users/{id}/authentication-methods` and `/users/{id}/enrollments`: a user's authenticator app, the one second factor
 * there is here. Source: Auth0 Management API contract.
 */
export function userAuthenticatorRoutes({ store, mail }: ManagementContext): Hono<ManagementEnvironment> {
  const routes = new Hono<ManagementEnvironment>();
  const userIdOf = (c: Context<ManagementEnvironment>) => {
    const userId = readUserId(c);
    if (store.users.get(userId) === undefined) throw userNotFound();
    return userId;
  };
  const list = (userId: string) => methodsOf(userId, store.authenticators.get(userId));
  const require = (c: Context<ManagementEnvironment>, userId: string): AuthenticationMethod => {
    const method = list(userId).find(({ id }) => id === c.req.param('method'));
    if (method !== undefined) return method;
    throw new ApiError(404, 'inexistent_authentication_method', 'The authentication method does not exist.');
  };
  const add = (userId: string, { name: called, totp_secret: secret = newSecret() }: z.output<typeof CREATE>) => {
    const authenticator: TenantAuthenticator = {
      ...{ secret, active: true, always: false, created_at: new Date(mail.clock.now()).toISOString() },
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
  const remove = (c: Context<ManagementEnvironment>, userId: string) => {
    if (!store.authenticators.delete(userId)) return;
    store.logs.write({ ...requestFacts(c), type: 'gd_unenroll', user_id: userId });
  };

  routes.get(METHODS, (c) => {
    requireScope(c.get('bearer'), 'read:authentication_methods');
    const query = readQuery(c, LIST_QUERY);
    const items = list(userIdOf(c));
    return answerList(c, query, { name: 'authenticators', items, idOf: ({ id }) => id, present: (method) => method });
  });

  routes.post(METHODS, async (c) => {
    requireScope(c.get('bearer'), 'create:authentication_methods');
    const body = await readBody(c, CREATE);
    const userId = userIdOf(c);
    if (store.authenticators.get(userId) !== undefined) {
      throw new ApiError(409, 'authentication_method_exists', 'Authentication method already exists.');
    }
    return c.json(add(userId, body), 201);
  });

  routes.put(METHODS, async (c) => {
    requireScope(c.get('bearer'), 'update:authentication_methods');
    const userId = readUserId(c);
    const [method] = await readBody(c, z.array(CREATE).max(1));
    if (store.users.get(userId) === undefined) {
      throw new ApiError(400, 'inexistent_user', 'The user does not exist.');
    }
    remove(c, userId);
    return c.json(method === undefined ? [] : [add(userId, method)]);
  });

  routes.delete(METHODS, (c) => {
    requireScope(c.get('bearer'), 'delete:authentication_methods');
    remove(c, readUserId(c));
    return c.body(null, 204);
  });

  routes.get(`${METHODS}/:method`, (c) => {
    requireScope(c.get('bearer'), 'read:authentication_methods');
    return c.json(require(c, userIdOf(c)));
  });

  routes.patch(`${METHODS}/:method`, async (c) => {
    requireScope(c.get('bearer'), 'update:authentication_methods');
    const { name: called } = await readBody(c, PATCH);
    const userId = userIdOf(c);
    require(c, userId);
    const authenticator = store.authenticators.get(userId);
    if (called !== undefined && authenticator !== undefined) {
      store.authenticators.put(userId, { ...authenticator, name: called });
    }
    return c.json(require(c, userId));
  });

  routes.delete(`${METHODS}/:method`, (c) => {
    requireScope(c.get('bearer'), 'delete:authentication_methods');
    const userId = userIdOf(c);
    require(c, userId);
    remove(c, userId);
    return c.body(null, 204);
  });

  routes.get('/users/:id/enrollments', (c) => {
    const userId = readUserId(c);
    requireScopeOver(c.get('bearer'), userId, ['read:users'], 'read:current_user');
    if (store.users.get(userId) === undefined) throw new ApiError(404, 'inexistent_user', 'User not found.');
    return c.json(enrollmentsOf(userId, store.authenticators.get(userId)));
  });

  return routes;
}
