import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { TenantUser } from '../../model/tenant-user.ts';
import { ApiError } from '../http/api-error.ts';
import { authenticate, type Bearer } from '../http/bearer.ts';
import type { ManagementContext } from '../http/environment.ts';
import { presentAuthenticationMethods } from './present-authentication-methods.ts';

/** Refusals are problem details (RFC 9457) with Auth0's numbers. */
const TITLES: Readonly<Record<number, string>> = {
  ...{ 400: 'Bad Request', 401: 'Unauthorized', 403: 'Insufficient scope', 404: 'Not Found' },
};
const SCOPE = 'read:me:authentication_methods';

/**
 * The My Account API, `/me/v1`: a user's own ways to sign in, read-only. It has no identities, as on Auth0.
 * Source: Auth0 My Account API, "Get a list of authentication methods".
 */
export function myAccountRoutes({ store, authority }: Pick<ManagementContext, 'store' | 'authority'>): Hono {
  const app = new Hono();
  const known = (origin: string) => store.clients.list().some((client) => client.web_origins?.includes(origin));
  app.use('*', cors({ origin: (origin) => (known(origin) ? origin : null), allowMethods: ['GET'] }));
  app.onError((error, c) => {
    // Anything but a refusal is a defect.
    if (!(error instanceof ApiError)) throw error;
    const { status, message: detail } = error;
    const type = `https://auth0.com/api-errors#A0E-${String(status)}-0001`;
    return c.json({ type, status, title: TITLES[status] ?? 'Error', detail }, status, {
      'Content-Type': 'application/problem+json',
    });
  });
  const require = async (header: string | undefined): Promise<TenantUser> => {
    const bearer: Bearer = await authenticate(header, { ...authority, api: 'me/' });
    if (!bearer.scopes.has(SCOPE)) throw new ApiError(403, undefined, `Missing scope: ${SCOPE}`);
    const user = store.users.get(bearer.subject);
    if (user === undefined || user.blocked) throw new ApiError(401, undefined, 'Invalid token');
    return user;
  };
  const list = (user: TenantUser) => [
    ...user.identities
      .filter(({ provider }) => provider === 'auth0')
      .map(({ user_id: id }) => ({
        ...{ id: `password|${String(id)}`, type: 'password', identity_user_id: String(id), usage: ['primary'] },
        created_at: user.created_at,
        ...(user.last_password_reset === undefined ? {} : { last_password_reset: user.last_password_reset }),
      })),
    ...presentAuthenticationMethods(user.user_id, store.authenticators).map((method) => ({
      ...method,
      usage: ['secondary'],
    })),
  ];

  app.get('/authentication-methods', async (c) => {
    const methods = list(await require(c.req.header('authorization')));
    const type = c.req.query('type');
    return c.json({ authentication_methods: methods.filter((method) => type === undefined || method.type === type) });
  });
  app.get('/authentication-methods/:id', async (c) => {
    const methods = list(await require(c.req.header('authorization')));
    const found = methods.find(({ id }) => id === c.req.param('id'));
    if (found === undefined) throw new ApiError(404, undefined, 'Authentication method not found');
    return c.json(found);
  });
  return app;
}
