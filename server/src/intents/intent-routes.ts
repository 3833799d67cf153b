import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES, type LinkIntent } from '@onefold/contract';
import { ensureBrowserCookie } from '../http/browser-cookie.ts';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { beginIntent } from './begin-intent.ts';
import { cancelIntent } from './cancel-intent.ts';
import { confirmIntent } from './confirm-intent.ts';
import { elevationRoutes } from './elevation-routes.ts';
import { openFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';
import { linkIntentView } from './intent-view.ts';
import { describeConnection, requireLinkable } from './linkable-connection.ts';
import { mergePreviewOf } from './merge-preview-of.ts';
import { ownIntent } from './own-intent.ts';

/** What the routes of intents and elevations need. */
export type IntentServices = Pick<
  Services,
  'config' | 'clock' | 'store' | 'sealer' | 'management' | 'freshLogins' | 'changes' | 'profile'
>;

/** `/v1/me/link-intents` and `/v1/me/elevations`: what the portal calls, with the person's access token. */
export function intentRoutes(services: IntentServices): OpenAPIHono<HttpEnvironment> {
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.createLinkIntent), async (c) => {
    const { connection, mode, return_to } = c.req.valid('json');
    await requireLinkable(services, connection);
    const { caller, logger } = c.var;
    const browserHash = ensureBrowserCookie(c, services.config);
    const row = await beginIntent(services, {
      kind: 'link',
      connection,
      mode,
      returnTo: return_to,
      caller,
      browserHash,
      language: c.var.origin.language ?? null,
    });
    logger.info({ intent: row.id, subject: row.subject, connection }, 'A link began.');
    return c.json(await view(services, row), 201);
  });

  routes.openapi(createRoute(ROUTES.getLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await view(services, await ownIntent(services, { id, kind: 'link', ...whose(c.var) })), 200);
  });

  routes.openapi(createRoute(ROUTES.cancelLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    const row = await cancelIntent(services, await ownIntent(services, { id, kind: 'link', ...whose(c.var) }));
    c.var.logger.info({ intent: id, subject: row.subject, stage: row.stage }, 'A link was cancelled.');
    return c.json(await view(services, row), 200);
  });

  routes.openapi(createRoute(ROUTES.confirmLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    const row = await ownIntent(services, { id, kind: 'link', ...whose(c.var) });
    const result = await confirmIntent(services, row, { yes: c.req.valid('json'), ...c.var });
    c.var.logger.info(
      { intent: id, subject: row.subject, account: result.me.profile.user_id },
      'A link was confirmed.',
    );
    return c.json(result, 200);
  });

  routes.route('/', elevationRoutes(services));
  return routes;
}

/** The person and the browser of a request. */
function whose({ caller, browserHash }: HttpEnvironment['Variables']): { subject: string; browserHash: string | null } {
  return { subject: caller.subject, browserHash };
}

async function view(services: IntentServices, row: IntentRow): Promise<LinkIntent> {
  const { config, clock, sealer } = services;
  const now = clock.now();
  const connection = await describeConnection(services, row.connection);
  const stage = stageAt(row, now);
  const facts = openFacts(sealer, row);
  if (stage !== 'ready' || facts === null) {
    const preview = stage === 'linking' || stage === 'linked' ? (facts?.preview ?? null) : null;
    return linkIntentView(row, { now, config, connection, facts, preview });
  }
  const preview = await mergePreviewOf(services, row, facts);
  if (preview !== null) return linkIntentView(row, { now, config, connection, facts, preview });
  const ended = await services.store.db.selectFrom('intents').selectAll().where('id', '=', row.id).executeTakeFirst();
  return linkIntentView(ended ?? row, { now, config, connection, facts, preview: null });
}
