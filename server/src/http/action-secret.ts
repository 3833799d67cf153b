import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { isSecret } from '../secrets/is-secret.ts';
import { bearerCredentials } from './bearer-credentials.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Lets in the Post-Login Action of the tenant, which shares a secret with this server; nobody where there is none. */
export function requireActionSecret({
  actionSecrets,
}: Pick<ServerConfig, 'actionSecrets'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    if (actionSecrets.length === 0) throw new ProblemError('not_found');
    const given = bearerCredentials(c.req.header('Authorization')) ?? '';
    if (!actionSecrets.some((secret) => isSecret(given, secret))) throw new ProblemError('unauthorized');
    await next();
  });
}
