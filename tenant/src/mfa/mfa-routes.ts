import type { Context, Hono } from 'hono';
import {
  authenticationRoutes,
  provenClient,
  readBody,
  requireText,
  oauthRefusal,
} from '../authentication/authentication-routes.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { enrollAuthenticator } from './one-time-password.ts';
import { findMfaToken, type PendingLogin } from '../post-login/mfa-token.ts';
import { otpauthUri } from './totp.ts';

/**
 * `/mfa/*`: enrolls and challenges an authenticator app for a login that was refused with `mfa_required`.
 * Source: Auth0 Authentication API, "Multi-factor Authentication".
 */
export function mfaRoutes(context: TenantContext): Hono {
  const { store } = context;
  const app = authenticationRoutes(context, '/mfa/*');
  app.post('/mfa/challenge', async (c) => {
    const body = await readBody(c);
    const client = provenClient(context, body);
    const { userId, clientId } = pendingLogin(context, requireText(body, 'mfa_token'));
    if (clientId !== client.client_id) throw oauthRefusal(403, 'invalid_grant', 'Malformed mfa_token');
    const types = typeof body['challenge_type'] === 'string' ? body['challenge_type'].split(' ') : ['otp'];
    if (!types.includes('otp')) {
      throw oauthRefusal(400, 'unsupported_challenge_type', 'User does not have any of the challenge types');
    }
    if (store.authenticators.get(userId)?.active !== true) {
      throw oauthRefusal(403, 'association_required', 'User is not enrolled. You can use /mfa/associate to enroll.');
    }
    return c.json({ challenge_type: 'otp' });
  });
  app.post('/mfa/associate', async (c) => {
    const { userId } = bearerLogin(context, c);
    const { authenticator_types: types } = await readBody(c);
    if (!Array.isArray(types) || !types.includes('otp')) {
      throw oauthRefusal(400, 'invalid_request', 'authenticator_types must include otp, the only supported type.');
    }
    if (store.authenticators.get(userId)?.active === true) {
      throw oauthRefusal(403, 'access_denied', 'User is already enrolled.');
    }
    const { secret } = enrollAuthenticator(context, userId);
    const user = store.users.get(userId);
    const label = user?.email ?? user?.phone_number ?? userId;
    return c.json({ authenticator_type: 'otp', secret, barcode_uri: otpauthUri(secret, label) });
  });
  app.get('/mfa/authenticators', (c) => {
    const { userId } = bearerLogin(context, c);
    const authenticator = store.authenticators.get(userId);
    const { id, active } = { id: `totp|${userId}`, active: authenticator?.active };
    return c.json(active === undefined ? [] : [{ id, authenticator_type: 'otp', active }]);
  });
  return app;
}

/** @throws AuthenticationRefusal 403 for a token that is too old or none */
function pendingLogin(context: TenantContext, token: string): PendingLogin {
  const login = findMfaToken(context, token);
  if (login === undefined) throw oauthRefusal(403, 'expired_token', 'mfa_token is expired');
  return login;
}

function bearerLogin(context: TenantContext, c: Context): PendingLogin {
  const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined) throw oauthRefusal(401, 'access_denied', 'Missing mfa_token');
  return pendingLogin(context, token);
}
