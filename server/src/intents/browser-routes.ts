import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { Context } from 'hono';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Management } from '../auth0/management.ts';
import { serverAddress } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import { localizationFor } from '../platform/languages/localization.ts';
import type { IntentRow } from '../store/schema.ts';
import { sendPage, finishingPage, startPage } from './browser-page.ts';
import { openFacts } from './intent-facts.ts';
import { pendingLeg } from './intent-stage.ts';
import { beginLeg, type LegServices, failureCode, claimLeg } from './legs.ts';
import { proveMainAccount } from './prove-main-account.ts';
import { proveOtherAccount } from './prove-other-account.ts';
import { portalAddress } from './return-address.ts';
import { endIfUnreadable, failIntent } from './stored-intent.ts';

/** Routes of browser navigations, without an access token: to the sign-ins of an intent, and back from Auth0. */
export function browserRoutes(
  services: LegServices & {
    readonly config: ServerConfig;
    readonly management: Management;
    readonly recentSignIns: RecentSignIns;
  },
): OpenAPIHono<HttpEnvironment> {
  const { config, clock, store } = services;
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.startLogin), async (c) => {
    const { id } = c.req.valid('param');
    if (!isFromPortal(c, config)) return refusal(c, 'browser_mismatch', 403);
    const intent = await intentOfBrowser(c, id);
    // Same response for an unknown intent: a start URL opened in another browser reveals nothing.
    if (intent === undefined) return refusal(c, 'browser_mismatch', 403);
    const facts = openFacts(services.sealer, intent);
    if (facts !== null && pendingLeg(intent, clock.now()) === 'secondary' && !isProvenFromPortal(c, config)) {
      const account = facts.main.loginHint ?? intent.subject;
      const localization = localizationFor(intent.language ?? c.var.origin.language);
      return sendPage(c, startPage(intent, account, config, localization));
    }
    return start(c, intent);
  });

  // `refuseCrossSite` lets only pages of the portals and of this server send it.
  routes.openapi(createRoute(ROUTES.confirmStart), async (c) => {
    const intent = await intentOfBrowser(c, c.req.valid('param').id);
    return intent === undefined ? refusal(c, 'browser_mismatch', 403) : start(c, intent);
  });

  async function intentOfBrowser(c: Context<HttpEnvironment>, id: string): Promise<IntentRow | undefined> {
    const row = await store.db
      .selectFrom('intents')
      .selectAll()
      .where('id', '=', id)
      .where('browser_hash', '=', c.var.browserHash ?? '')
      .executeTakeFirst();
    return row === undefined ? undefined : await endIfUnreadable(services, row);
  }

  /** Redirects to the sign-in that the intent waits for. */
  async function start(c: Context<HttpEnvironment>, intent: IntentRow): Promise<Response> {
    const leg = pendingLeg(intent, clock.now());
    if (leg === null) return returnToPortal(c, intent);
    try {
      return c.redirect(await beginLeg(services, intent, leg), 303);
    } catch (error) {
      await failIntent(services, intent.id, intent.error_code ?? failureCode(error, c.var.logger));
      return returnToPortal(c, intent);
    }
  }

  routes.openapi(createRoute(ROUTES.finishLogin), async (c) => {
    const claimedLeg = await claimLeg(services, c.req.valid('query').state, c.var.browserHash);
    if (claimedLeg === null) {
      c.var.logger.warn('callback without a sign-in in this browser');
      return refusal(c, 'state_invalid', 400);
    }
    const logger = c.var.logger.child({ intent: claimedLeg.intent.id, leg: claimedLeg.leg });
    // The public address: behind a proxy, the request may have another one.
    const callback = serverAddress(config, `/v1/callback${new URL(c.req.url).search}`);
    if (claimedLeg.leg === 'secondary') {
      const next = await proveOtherAccount(services, claimedLeg, callback, logger);
      if (next !== null) return c.redirect(next, 303);
    } else {
      await proveMainAccount(services, claimedLeg, callback, logger);
    }
    logger.info('intent sign-ins completed');
    return returnToPortal(c, claimedLeg.intent);
  });

  /** Redirects to the page where the user began, which queries the intent's stage. */
  async function returnToPortal(c: Context<HttpEnvironment>, intent: IntentRow): Promise<Response> {
    return intent.mode === 'popup'
      ? sendPage(c, finishingPage(intent, config, localizationFor(intent.language ?? c.var.origin.language)))
      : c.redirect(portalAddress(intent, config), 303);
  }

  async function refusal(
    c: Context<HttpEnvironment>,
    code: 'state_invalid' | 'browser_mismatch',
    status: 400 | 403,
  ): Promise<Response> {
    const localization = localizationFor(c.var.origin.language);
    return sendPage(
      c,
      {
        localization,
        title: localization.translate(code === 'state_invalid' ? 'stateInvalidTitle' : 'browserMismatchTitle'),
        text: localization.translate('refusedText'),
        link: {
          href: new URL(config.profilePath, config.portalOrigins[0]).href,
          text: localization.translate('toProfile'),
        },
      },
      status,
    );
  }
  return routes;
}

/** Whether the browser's own headers prove that a page of a portal sent it here. */
function isProvenFromPortal(c: Context<HttpEnvironment>, { portalOrigins }: ServerConfig): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site === 'same-origin') return true;
  const referrer = URL.parse(c.req.header('Referer') ?? '')?.origin;
  return site !== undefined && referrer !== undefined && portalOrigins.includes(referrer);
}

/**
 * Whether a portal's page sends the browser here (Fetch Metadata). A link in a message, or a page of another site, must not begin a
 * sign-in, even with a cookie that another port or a subdomain has planted. In browsers without the header, a page asks first.
 */
function isFromPortal(c: Context<HttpEnvironment>, { publicOrigin, portalOrigins }: ServerConfig): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site === undefined || site === 'same-origin') return true;
  const referrer = URL.parse(c.req.header('Referer') ?? '')?.origin;
  const elsewhere = portalOrigins.filter((origin) => origin !== publicOrigin);
  // A portal of another origin may send no referrer; it is same-site, or it would have no cookie.
  if (referrer === undefined) return site === 'same-site' && elsewhere.length > 0;
  return site !== 'none' && elsewhere.includes(referrer);
}
