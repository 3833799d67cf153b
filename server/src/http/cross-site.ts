import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { HttpEnvironment } from './http-environment.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes requested by another site's page: browsers send the page's origin in `Origin`, and `Sec-Fetch-Site` if that is
 * withheld (Fetch Metadata). A client that sends neither is not a browser and has no cookie to abuse.
 */
export function refuseCrossSite({
  portalOrigins,
  publicOrigin,
}: Pick<ServerConfig, 'portalOrigins' | 'publicOrigin'>): MiddlewareHandler<HttpEnvironment> {
  const allowed = new Set([...portalOrigins, publicOrigin]);
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    if (!READING.has(c.req.method)) {
      const origin = c.req.header('Origin');
      const site = c.req.header('Sec-Fetch-Site');
      const known = origin === undefined || origin === 'null' ? isOwn(origin, site) : allowed.has(origin);
      if (!known) throw new ProblemError('forbidden', { detail: 'The request comes from a page of another site.' });
    }
    await next();
  });
}

/** `null` is the origin of a page that hides its address; this server's pages do, and any other page may. */
function isOwn(origin: 'null' | undefined, site: string | undefined): boolean {
  return site === undefined ? origin === undefined : site === 'same-origin' || site === 'none';
}
