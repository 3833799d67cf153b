import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { redactText } from '../platform/logger.ts';
import type { HttpEnvironment } from './http-environment.ts';
import type { ServerMetrics } from './server-metrics.ts';

/** Logs and counts every answered request, without its user and without secrets. */
export function logRequests(metrics?: Pick<ServerMetrics, 'countRequest'>): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const begin = performance.now();
    await next();
    const seconds = (performance.now() - begin) / 1000;
    const { method } = c.req;
    const { status } = c.res;
    // The pattern of the matched route; patterns of middleware and the portal contain a `*`, and `/v1/me/*` includes `/v1/me`.
    const matched = routePath(c);
    const pattern = matched === `${c.req.path}/*` ? c.req.path : matched;
    const route = pattern.includes('*') ? 'other' : pattern;
    metrics?.countRequest({ method, route, status, seconds });
    // Paths contain user ids, those of notices secrets: log the pattern.
    const path = pattern.includes('*') ? withoutIds(c.req.path) : pattern;
    const url = redactText(`${path}${new URL(c.req.url).search}`);
    c.var.logger.info({ method, url, status, ms: Math.round(seconds * 1000) }, 'request');
  });
}

/** The path of a refused request without ids: only the constant part of an API path. */
function withoutIds(path: string): string {
  if (!path.startsWith('/v1/')) return path;
  const [common = '/v1'] = /^\/v1\/(me\/)?[a-z-]+/.exec(path) ?? [];
  return common === path ? path : `${common}/…`;
}

/** Gives every request an id, which its log lines, its problems and the header `X-Request-Id` contain. */
export function requestContext(logger: Logger): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('logger', logger.child({ requestId }));
    await next();
    c.res.headers.set('X-Request-Id', requestId);
  });
}
