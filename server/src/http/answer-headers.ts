import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { HttpEnvironment } from './http-environment.ts';

const TWO_YEARS = 63_072_000;

/** Headers of the API's responses; pages set their own policy. */
const DEFAULTS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Adds the security headers an answer does not have yet. */
export function answerHeaders({
  publicOrigin,
}: Pick<ServerConfig, 'publicOrigin'>): MiddlewareHandler<HttpEnvironment> {
  const https = publicOrigin.startsWith('https:');
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(DEFAULTS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    if (https) c.res.headers.set('Strict-Transport-Security', `max-age=${TWO_YEARS}; includeSubDomains`);
  });
}
