import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import { ensureBrowserCookie } from '../http/browser-cookie.ts';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import type { Services } from '../services.ts';
import { beginIntent } from './begin-intent.ts';
import { elevationView } from './intent-view.ts';
import { ownIntent } from './own-intent.ts';

/** `/v1/me/elevations`: a fresh login of the main account alone (RFC 9470). */
export function elevationRoutes(
  services: Pick<Services, 'config' | 'clock' | 'store' | 'sealer' | 'management' | 'freshLogins'>,
): OpenAPIHono<HttpEnvironment> {
  const { config, clock, freshLogins } = services;
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.createElevation), async (c) => {
    const { mode, return_to } = c.req.valid('json');
    const { caller, logger, origin } = c.var;
    const browserHash = ensureBrowserCookie(c, config);
    const language = origin.language ?? null;
    const begun = { kind: 'elevation', mode, returnTo: return_to, caller, browserHash, language } as const;
    const row = await beginIntent(services, begun);
    logger.info({ intent: row.id, subject: row.subject }, 'An elevation began.');
    return c.json(elevationView(row, { now: clock.now(), config, freshUntil: null }), 201);
  });

  routes.openapi(createRoute(ROUTES.getElevation), async (c) => {
    const { id } = c.req.valid('param');
    const { caller, browserHash } = c.var;
    const row = await ownIntent(services, { id, kind: 'elevation', subject: caller.subject, browserHash });
    const fresh = row.stage === 'done' ? await freshLogins.find(row.subject, browserHash) : null;
    return c.json(elevationView(row, { now: clock.now(), config, freshUntil: fresh?.until ?? null }), 200);
  });
  return routes;
}
