import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { HttpEnvironment } from './http-environment.ts';

/** Gives every request an id, in all its log lines, its problems and the header `X-Request-Id`. */
export function requestContext(logger: Logger): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('logger', logger.child({ requestId }));
    await next();
    c.res.headers.set('X-Request-Id', requestId);
  });
}
