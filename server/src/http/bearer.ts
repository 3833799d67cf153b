import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AccessTokenVerifier } from '../auth0/access-token-verifier.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { isSecret } from '../platform/sealer.ts';
import type { HttpEnvironment } from './http-environment.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Requires an access token for this API. A delegated session (`act`) can read and change nothing. */
export function requireBearer({
  tokens,
}: {
  readonly tokens: AccessTokenVerifier;
}): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const token = bearerCredentials(c.req.header('Authorization'));
    if (token === undefined) throw new ProblemError('unauthorized');
    const caller = await tokens.verify(token);
    c.set('caller', caller);
    if (caller.actor !== undefined) {
      const { subject, actor } = caller;
      const refused = !READING.has(c.req.method);
      c.var.logger.info({ audit: true, subject, actor, method: c.req.method, refused }, 'delegated session');
      if (refused) throw new ProblemError('delegated_session');
    }
    await next();
  });
}

/** Requires the secret that the tenant's Post-Login Action shares with this server. Rejects all requests if none is configured. */
export function requireActionSecret({
  actionSecrets,
}: Pick<ServerConfig, 'actionSecrets'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    if (actionSecrets.length === 0) throw new ProblemError('not_found');
    const credentials = bearerCredentials(c.req.header('Authorization')) ?? '';
    if (!actionSecrets.some((secret) => isSecret(credentials, secret))) throw new ProblemError('unauthorized');
    await next();
  });
}

/** RFC 6750 §2.1: `b64token`. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The bearer token of an `Authorization` header; tokens in the URL or body are ignored (RFC 6750 §5.3). */
function bearerCredentials(header: string | undefined): string | undefined {
  return BEARER.exec(header ?? '')?.[1];
}
