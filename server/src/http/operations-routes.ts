import type { OpenAPIHono } from '@hono/zod-openapi';
import openApiDocument from '@onefold/contract/openapi.json' with { type: 'json' };
import type { Context } from 'hono';
import type { AuthorizationServer } from '../auth0/authorization-server.ts';
import { isLoopback } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { isSecret } from '../platform/sealer.ts';
import type { Store } from '../store/store.ts';
import { type HttpEnvironment, newRoutes } from './http-environment.ts';
import type { ServerMetrics } from './server-metrics.ts';

/**
 * What operators and their tools ask: `/healthz` (the process lives), `/readyz` (store and issuer can be reached, and the
 * server is not stopping), `/metrics` and `/openapi.json`.
 */
export function operationsRoutes(
  {
    config,
    store,
    authorizationServer,
  }: { readonly config: ServerConfig; readonly store: Store; readonly authorizationServer: AuthorizationServer },
  {
    metrics,
    isStopping,
  }: { readonly metrics: Pick<ServerMetrics, 'render' | 'contentType'>; readonly isStopping: () => boolean },
): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();

  routes.get('/healthz', (c) => c.json({ status: 'alive' }));

  routes.get('/readyz', async (c) => {
    const [storeReady, issuerReachable] = await Promise.all([store.isReady(), authorizationServer.isReachable()]);
    const ready = storeReady && issuerReachable && !isStopping();
    return c.json(
      { status: ready ? 'ready' : 'not_ready', store: storeReady, issuer: issuerReachable, stopping: isStopping() },
      ready ? 200 : 503,
    );
  });

  routes.get('/metrics', async (c) => {
    requireMetricsReader(c, config.metricsToken);
    return c.body(await metrics.render(), 200, { 'Content-Type': metrics.contentType });
  });

  const document = JSON.stringify(openApiDocument);
  routes.get('/openapi.json', (c) =>
    c.body(document, 200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' }),
  );

  return routes;
}

/** Requires the configured token. Without one, allows this machine only, and no request through a proxy on it. */
function requireMetricsReader(c: Context<HttpEnvironment>, token: string | undefined): void {
  if (token === undefined) {
    const forwarded = ['Forwarded', 'X-Forwarded-For', 'Via'].some((name) => c.req.header(name) !== undefined);
    if (!forwarded && isLoopback(c.var.origin.address ?? '')) return;
    throw new ProblemError('forbidden', { detail: 'Set METRICS_TOKEN to read metrics from another machine.' });
  }
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
  if (!isSecret(given, token)) throw new ProblemError('unauthorized');
}
