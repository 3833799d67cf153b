import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { AccessTokenVerifier } from '../auth0/access-token-verifier.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import { answerHeaders } from './answer-headers.ts';
import { requireActionSecret, requireBearer } from './bearer.ts';
import { readBrowserHash } from './browser-cookie.ts';
import { refuseCrossSite } from './cross-site.ts';
import { limitAddress, limitAddressOutsideApi, limitSubject } from './flood-limit.ts';
import { type HttpEnvironment, newRoutes } from './http-environment.ts';
import { limitBody, requireJson } from './json-body.ts';
import { notFound, onError } from './on-error.ts';
import { portalCors } from './portal-cors.ts';
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
 * The whole HTTP application: what every request passes, then the routes.
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
  app.use(requestContext(services.logger), requestOrigin(config), logRequests(parts.metrics), answerHeaders(config));
  app.use(limitAddressOutsideApi(services));
  // `/v1/me`, too. First, so that a portal elsewhere can read why it is refused.
  app.use('/v1/me/*', portalCors(config));
  app.use('/v1/*', limitAddress(services), refuseCrossSite(config), limitBody, browserHash(config));
  app.use('/v1/me/*', requireBearer(services), limitSubject(services), requireJson);
  app.use('/v1/login-suggestions', requireActionSecret(config), requireJson);
  app.use('/v1/*', tellOfChanges(parts.afterChange));
  for (const each of routes) app.route('/', each);
  app.all('/v1/*', notFound);
  const { portal } = parts;
  if (portal !== undefined) app.all('*', (c) => portal(c.req.raw));
  return app;
}

function browserHash(config: ServerConfig): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    c.set('browserHash', readBrowserHash(c, config));
    await next();
  });
}

function tellOfChanges(afterChange: (() => void) | undefined): MiddlewareHandler<HttpEnvironment> {
  return createMiddleware<HttpEnvironment>(async (c, next) => {
    await next();
    if (c.req.method !== 'GET') afterChange?.();
  });
}
