import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import { bearerCredentials } from './bearer-credentials.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** Lets in whoever has an access token for this API. */
export function requireBearer({ tokens }: Pick<Services, 'tokens'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const token = bearerCredentials(c.req.header('Authorization'));
    if (token === undefined) throw new ProblemError('unauthorized');
    c.set('caller', await tokens.verify(token));
    await next();
  });
}
