import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type Provider from 'oidc-provider';
import { claimsForScopes } from '../dialect/claims.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';

/**
 * `/userinfo` (OpenID Connect Core §5.3). Takes opaque access tokens and, as Auth0 does, JWT ones whose `aud` names
 * this endpoint.
 */
export function userinfoRoutes(context: TenantContext, provider: Provider, jwks: JWTVerifyGetKey): Hono {
  const app = new Hono();
  app.use('/userinfo', cors());
  const response = async (c: Context) => {
    const token = await tokenOf(c);
    const bearer = token === undefined ? undefined : await readToken(token);
    const user = bearer && context.store.users.get(bearer.subject);
    if (bearer === undefined || user === undefined || user.blocked) return c.text('Unauthorized', 401);
    return c.json({ sub: user.user_id, ...claimsForScopes(user, bearer.scopes) });
  };
  const readToken = async (token: string): Promise<{ subject: string; scopes: Set<string> } | undefined> => {
    if (!token.includes('.')) {
      const found = await provider.AccessToken.find(token);
      return found && { subject: found.accountId, scopes: new Set(found.scope?.split(' ')) };
    }
    try {
      const { payload } = await jwtVerify(token, jwks, {
        algorithms: ['RS256'],
        issuer: [...context.issuers],
        audience: context.issuers.map((issuer) => `${issuer}userinfo`),
        currentDate: new Date(context.clock.now()),
      });
      if (context.expired.has(payload)) return undefined;
      return { subject: payload.sub ?? '', scopes: new Set(textOf(payload['scope']).split(' ')) };
    } catch (error) {
      // An invalid token leads to a 401 response; it is not a failure of the tenant.
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
  app.get('/userinfo', response);
  app.post('/userinfo', response);
  return app;
}

/** The access token, from the header, the query or a form (RFC 6750 §2). */
async function tokenOf(c: Context): Promise<string | undefined> {
  const fromHeader = /^(?:bearer|dpop) (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (fromHeader !== undefined) return fromHeader;
  const form = c.req.method === 'POST' ? await c.req.parseBody() : {};
  return textOf(c.req.query('access_token')) || textOf(form['access_token']) || undefined;
}
