import type { OpenAPIHono } from '@hono/zod-openapi';
import openApiDocument from '@onefold/contract/openapi.json' with { type: 'json' };
import type { Context } from 'hono';
import type { AuthorizationServer } from '../auth0/authorization-server.ts';
import type { TenantStatus } from '../auth0/tenant-status.ts';
import { isLoopback } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { isSecret } from '../platform/sealer.ts';
import type { Store } from '../store/store.ts';
import { type HttpEnvironment, newRoutes } from './http-environment.ts';
import type { ServerMetrics } from './server-metrics.ts';

/**
 * Routes for operators and their tools: `/healthz` (the process lives), `/readyz` (store and issuer are reachable, Auth0 is set up
 * for sign-ins and links, and the server is not stopping), `/metrics` and `/openapi.json`.
 */
export function operationsRoutes(
  {
    config,
    store,
    authorizationServer,
    tenant,
  }: {
    readonly config: ServerConfig;
    readonly store: Store;
    readonly authorizationServer: AuthorizationServer;
    readonly tenant: TenantStatus;
  },
  {
    metrics,
    isStopping,
  }: { readonly metrics: Pick<ServerMetrics, 'render' | 'contentType'>; readonly isStopping: () => boolean },
): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();

  routes.get('/healthz', (c) => c.json({ status: 'alive' }));

  routes.get('/readyz', async (c) => {
    const [storeReady, issuerReachable, problems] = await Promise.all([
      store.isReady(),
      authorizationServer.isReachable(),
      tenant.problems(),
    ]);
    const ready = storeReady && issuerReachable && problems.length === 0 && !isStopping();
    return c.json(
      {
        status: ready ? 'ready' : 'not_ready',
        ...{ store: storeReady, issuer: issuerReachable, stopping: isStopping() },
        // A disabled connection prevents some users from linking, but not this process from serving the others.
        ...{ problems, warnings: tenant.warnings() },
      },
      ready ? 200 : 503,
    );
  });

  routes.get('/metrics', async (c) => {
    requireMetricsReader(c, config);
    return c.body(await metrics.render(), 200, { 'Content-Type': metrics.contentType });
  });

  const document = JSON.stringify(openApiDocument);
  routes.get('/openapi.json', (c) =>
    c.body(document, 200, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' }),
  );

  return routes;
}

/**
 * Requires the configured token. Without one, only this machine may read, and only if the public origin is on it: a request that
 * a proxy on the same machine forwards does not always look forwarded.
 */
function requireMetricsReader(c: Context<HttpEnvironment>, { metricsToken: token, publicOrigin }: ServerConfig): void {
  if (token === undefined) {
    const forwarded = ['Forwarded', 'X-Forwarded-For', 'Via'].some((name) => c.req.header(name) !== undefined);
    const local = isLoopback(new URL(publicOrigin).hostname) && isLoopback(c.var.origin.address ?? '');
    if (local && !forwarded) return;
    throw new ProblemError('forbidden', { detail: 'Set METRICS_TOKEN to read metrics.' });
  }
  const credentials = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
  if (!isSecret(credentials, token)) throw new ProblemError('unauthorized');
}
