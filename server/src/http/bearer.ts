import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { HttpEnvironment } from './http-environment.ts';

/** RFC 6750 §2.1: `b64token`. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** Lets in whoever has an access token for this API; a token in the URL or in a body is none (RFC 6750 §5.3). */
export function requireBearer({ tokens }: Pick<Services, 'tokens'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const token = BEARER.exec(c.req.header('Authorization') ?? '')?.[1];
    if (token === undefined) throw new ProblemError('unauthorized');
    c.set('caller', await tokens.verify(token));
    await next();
  });
}
