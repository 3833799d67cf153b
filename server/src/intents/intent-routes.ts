import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES, type LinkIntent, type LinkableConnection } from '@onefold/contract';
import type { AccountChanges } from '../accounts/account-changes.ts';
import type { ProfileReader } from '../accounts/operation/change-services.ts';
import { readConnections } from '../accounts/read-accounts.ts';
import { readActiveUser } from '../auth0/active-user.ts';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Management } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ensureBrowserCookie } from '../http/browser-cookie.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { beginIntent } from './begin-intent.ts';
import { confirmIntent, mergePreviewOf } from './confirm-intent.ts';
import { openFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';
import { elevationView, linkIntentView } from './intent-view.ts';
import { cancelIntent, requireOwnIntent } from './stored-intent.ts';

/** Dependencies of the routes of intents and elevations. */
interface IntentServices {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly management: Management;
  readonly recentSignIns: RecentSignIns;
  readonly changes: AccountChanges;
  readonly profile: ProfileReader;
}

/** `/v1/me/link-intents` and `/v1/me/elevations`: called by the portal with the user's access token. */
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
      portal: c.var.origin.portal,
    });
    logger.info({ intent: row.id, subject: row.subject, connection }, 'link intent created');
    return c.json(await view(services, row), 201);
  });

  routes.openapi(createRoute(ROUTES.getLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await view(services, await requireOwnIntent(services, { id, kind: 'link', ...ownerOf(c.var) })), 200);
  });

  routes.openapi(createRoute(ROUTES.cancelLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    const own = await requireOwnIntent(services, { id, kind: 'link', ...ownerOf(c.var) });
    await readActiveUser(services.management, own.subject);
    const row = await cancelIntent(services, own);
    c.var.logger.info({ intent: id, subject: row.subject, stage: row.stage }, 'link intent cancelled');
    return c.json(await view(services, row), 200);
  });

  routes.openapi(createRoute(ROUTES.confirmLinkIntent), async (c) => {
    const { id } = c.req.valid('param');
    const key = { id, kind: 'link', ...ownerOf(c.var) } as const;
    const row = await requireOwnIntent(services, key);
    const result = await confirmIntent(services, row, { confirmation: c.req.valid('json'), ...c.var });
    if (result === null) {
      // The next request waits here, so it may be sent at once.
      c.header('Retry-After', '1');
      return c.json(await view(services, await requireOwnIntent(services, key)), 202);
    }
    c.var.logger.info(
      { intent: id, subject: row.subject, account: result.me.profile.user_id },
      'link intent confirmed',
    );
    return c.json(result, 200);
  });

  routes.route('/', elevationRoutes(services));
  return routes;
}

/** `/v1/me/elevations`: proves a recent sign-in of the main account alone (RFC 9470). */
function elevationRoutes(services: IntentServices): OpenAPIHono<HttpEnvironment> {
  const { config, clock, recentSignIns } = services;
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.createElevation), async (c) => {
    const { mode, return_to } = c.req.valid('json');
    const { caller, logger, origin } = c.var;
    const browserHash = ensureBrowserCookie(c, config);
    const language = origin.language ?? null;
    const { portal } = origin;
    const begun = { kind: 'elevation', mode, returnTo: return_to, portal, caller, browserHash, language } as const;
    const row = await beginIntent(services, begun);
    logger.info({ intent: row.id, subject: row.subject }, 'elevation created');
    return c.json(elevationView(row, { now: clock.now(), config, freshUntil: null }), 201);
  });

  routes.openapi(createRoute(ROUTES.getElevation), async (c) => {
    const { id } = c.req.valid('param');
    const { caller, browserHash } = c.var;
    const row = await requireOwnIntent(services, { id, kind: 'elevation', subject: caller.subject, browserHash });
    const fresh = row.stage === 'done' ? await recentSignIns.find(row.subject, browserHash) : null;
    return c.json(elevationView(row, { now: clock.now(), config, freshUntil: fresh?.until ?? null }), 200);
  });
  return routes;
}

/** The user and the browser of a request. */
function ownerOf({ caller, browserHash }: HttpEnvironment['Variables']): {
  subject: string;
  browserHash: string | null;
} {
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

/**
 * The connection, if users may link accounts of it now.
 *
 * @throws {ProblemError} `connection_not_allowed` if it is unknown, excluded by policy or disabled at Auth0; see `readConnections`.
 */
async function requireLinkable(
  { config, management }: { readonly config: ServerConfig; readonly management: Management },
  name: string,
): Promise<LinkableConnection> {
  const configured = config.connections.find((each) => each.name === name);
  if (configured?.rule !== 'open' && configured?.rule !== 'required') throw new ProblemError('connection_not_allowed');
  const connection = (await readConnections(management)).find((each) => each.name === name);
  if (connection?.enabled !== true) throw new ProblemError('connection_not_allowed');
  return { name, label: configured.label, provider: configured.provider ?? connection.strategy };
}

/** Id and label of an intent's connection, even if it has been disabled since. */
async function describeConnection(
  { config, management }: { readonly config: ServerConfig; readonly management: Management },
  name: string,
): Promise<LinkableConnection> {
  const configured = config.connections.find((each) => each.name === name);
  const provider =
    configured?.provider ?? (await readConnections(management)).find((each) => each.name === name)?.strategy;
  return { name, label: configured?.label ?? name, provider: provider ?? name };
}
