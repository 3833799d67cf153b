import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Management } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { localizationFor, type Localization } from '../platform/languages/localization.ts';
import type { Store } from '../store/store.ts';
import type { EventRecorder } from './account-event.ts';
import { describeEvent } from './describe-event.ts';
import { findFlaggable, flagEvent } from './flag-event.ts';
import { sendFlagPage, type FlagPage } from './flag-page.ts';

interface FlagServices {
  readonly config: ServerConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly management: Management;
  readonly recentSignIns: RecentSignIns;
  readonly events: EventRecorder;
  readonly logger: Logger;
}

/** The same page for an invalid, an expired and a used link, so that it does not reveal which one it is. */
function unusableLinkPage(localization: Localization): FlagPage {
  const { translate } = localization;
  return {
    localization,
    title: translate('flagUnusableTitle'),
    paragraphs: [translate('flagUnusable'), translate('flagUnusableDone')],
  };
}

/** The two routes of a notice's “this wasn’t me” link: the page asks, only its button changes anything. */
export function flagRoutes(services: FlagServices): OpenAPIHono<HttpEnvironment> {
  const { config } = services;
  const routes = newRoutes();

  /** The portal that a notice's link names, if it is configured; else the first one. */
  function portalOf(c: Context<HttpEnvironment>): string {
    const named = c.req.query('portal');
    return config.portalOrigins.find((each) => each === named) ?? config.portalOrigins[0] ?? config.publicOrigin;
  }

  routes.openapi(createRoute(ROUTES.showNotice), async (c) => {
    const flaggable = await findFlaggable(services, c.req.valid('param').token);
    const localization = localizationFor(c.var.origin.language);
    if (flaggable === null) return sendFlagPage(c, unusableLinkPage(localization), 404);
    const { at, type, identity, address, user_agent } = flaggable.event;
    const description = { type, at: Date.parse(at), identity, address, userAgent: user_agent };
    const question = describeEvent(description, localization, null);
    return sendFlagPage(
      c,
      {
        localization,
        title: localization.translate('flagTitle'),
        question,
        paragraphs: [localization.translate('flagText', { product: config.productName ?? new URL(portalOf(c)).host })],
      },
      200,
    );
  });

  routes.openapi(createRoute(ROUTES.flagEvent), async (c) => {
    const localization = localizationFor(c.var.origin.language);
    const { translate } = localization;
    if (!isOwnForm(c, config.publicOrigin)) {
      return sendFlagPage(
        c,
        { localization, title: translate('flagForeignTitle'), paragraphs: [translate('flagForeign')] },
        403,
      );
    }
    const portal = portalOf(c);
    const outcome = await flagEvent(services, c.req.valid('param').token, { ...c.var.origin, portal });
    if (outcome === 'unknown') return sendFlagPage(c, unusableLinkPage(localization), 404);
    if (outcome === 'unavailable') {
      c.header('Retry-After', '60');
      return sendFlagPage(
        c,
        {
          localization,
          title: translate('flagLaterTitle'),
          paragraphs: [translate('flagLater')],
          retry: true,
        },
        503,
      );
    }
    return sendFlagPage(
      c,
      {
        localization,
        title: translate('flagDoneTitle'),
        paragraphs: [translate('flagDone'), translate('flagNext')],
        link: { href: `${portal}${config.profilePath}`, text: translate('flagLink') },
      },
      200,
    );
  });

  return routes;
}

/**
 * The token in the address authorizes the change, but only this server's own page may use it. `refuseCrossSite` has refused forms
 * of other sites and of unknown origin; this refuses the portal's.
 */
function isOwnForm(c: Context<HttpEnvironment>, publicOrigin: string): boolean {
  const origin = c.req.header('Origin');
  return origin === undefined || origin === 'null' || origin === publicOrigin;
}
