import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { AccessTokenVerifier } from '../auth0/access-token-verifier.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import { requireActionSecret, requireBearer } from './bearer.ts';
import { readBrowserHash } from './browser-cookie.ts';
import { refuseCrossSite } from './cross-site.ts';
import { limitAddress, limitAddressOutsideApi, limitSubject } from './flood-limit.ts';
import { type HttpEnvironment, newRoutes } from './http-environment.ts';
import { limitBody, requireJson } from './json-body.ts';
import { notFound, onError } from './on-error.ts';
import { requestContext, logRequests } from './request-log.ts';
import { requestOrigin } from './request-origin.ts';
import type { ServerMetrics } from './server-metrics.ts';

/** Dependencies of the middleware. */
interface Needs {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly tokens: AccessTokenVerifier;
}

/**
 * The whole HTTP application: middleware for every request, then the routes.
 *
 * @param routes Mounted at the root; theirs win over `parts.portal`.
 */
export function createApp(
  services: Needs,
  routes: readonly OpenAPIHono<HttpEnvironment>[],
  parts: {
    readonly metrics?: Pick<ServerMetrics, 'countRequest'>;
    /** Called after every request that may have changed something. */
    readonly afterChange?: () => void;
    /** Answers every path outside `/v1` that no route takes. */
    readonly portal?: (request: Request) => Promise<Response>;
  } = {},
): OpenAPIHono<HttpEnvironment> {
  const { config } = services;
  const app = newRoutes(config.basePath);
  app.onError(onError(services));
  app.notFound(notFound);
  app.use(requestContext(services.logger), requestOrigin(config), logRequests(parts.metrics), responseHeaders(config));
  app.use(limitAddressOutsideApi(services));
  // Also for `/v1/me`. First, so that a portal of another origin can read the reason of a refusal.
  app.use('/v1/me/*', portalCors(config));
  app.use('/v1/*', limitAddress(services), refuseCrossSite(config), limitBody, browserHash(config));
  app.use('/v1/me/*', requireBearer(services), limitSubject(services), requireJson);
  app.use('/v1/login-suggestions', requireActionSecret(config), requireJson);
  app.use('/v1/*', notifyOfChanges(parts.afterChange));
  for (const each of routes) app.route('/', each);
  app.all('/v1/*', notFound);
  const { portal } = parts;
  if (portal !== undefined) app.all('*', (c) => portal(c.req.raw));
  return app;
}

const HSTS_MAX_AGE = 63_072_000;

/** Headers of the API's responses; pages set their own policy. */
const DEFAULTS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/** Adds the security headers that a response lacks. */
function responseHeaders({ publicOrigin }: Pick<ServerConfig, 'publicOrigin'>): MiddlewareHandler<HttpEnvironment> {
  const https = publicOrigin.startsWith('https:');
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(DEFAULTS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    if (https) c.res.headers.set('Strict-Transport-Security', `max-age=${HSTS_MAX_AGE}; includeSubDomains`);
  });
}

/**
 * Allows the portals' pages to read responses, with the browser cookie (Fetch §3.3, CORS). Never `*`. Exposes `Date`, with which
 * they correct times, because a browser's clock may be hours off.
 */
function portalCors({ portalOrigins }: Pick<ServerConfig, 'portalOrigins'>): MiddlewareHandler {
  return cors({
    origin: [...portalOrigins],
    credentials: true,
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['ETag', 'Date', 'Retry-After', 'WWW-Authenticate', 'X-Request-Id', 'Content-Disposition'],
    maxAge: 600,
  });
}

function browserHash(config: ServerConfig): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    c.set('browserHash', readBrowserHash(c, config));
    await next();
  });
}

function notifyOfChanges(afterChange: (() => void) | undefined): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    await next();
    if (c.req.method !== 'GET') afterChange?.();
  });
}
