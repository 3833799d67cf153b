import { cors } from 'hono/cors';
import type { MiddlewareHandler } from 'hono';
import type { ServerConfig } from '../configuration/server-config.ts';

/**
 * Lets the pages of the portals read responses, with the browser cookie (Fetch §3.3, CORS). Never `*`. They correct times by
 * `Date`, because the clock of a browser may be hours off.
 */
export function portalCors({ portalOrigins }: Pick<ServerConfig, 'portalOrigins'>): MiddlewareHandler {
  return cors({
    origin: [...portalOrigins],
    credentials: true,
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['ETag', 'Date', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id', 'Content-Disposition'],
    maxAge: 600,
  });
}
