import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import type { Management } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { type HttpEnvironment, newRoutes } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { speech, type Speech } from '../platform/languages/speech.ts';
import type { Store } from '../store/store.ts';
import type { EventRecorder } from './account-event.ts';
import { eventStory } from './event-story.ts';
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
function notWorking(spoken: Speech): FlagPage {
  const { say } = spoken;
  return { speech: spoken, title: say('flagGoneTitle'), paragraphs: [say('flagGone'), say('flagGoneDone')] };
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
    const spoken = speech(c.var.origin.language);
    if (flaggable === null) return sendFlagPage(c, notWorking(spoken), 404);
    const { at, type, identity, address, user_agent } = flaggable.event;
    const story = { type, at: Date.parse(at), identity, address, userAgent: user_agent };
    const question = eventStory(story, spoken, null);
    return sendFlagPage(
      c,
      {
        speech: spoken,
        title: spoken.say('flagTitle'),
        question,
        paragraphs: [spoken.say('flagText', { product: config.productName ?? new URL(portalOf(c)).host })],
      },
      200,
    );
  });

  routes.openapi(createRoute(ROUTES.flagEvent), async (c) => {
    const spoken = speech(c.var.origin.language);
    const { say } = spoken;
    if (!isOwnForm(c, config.publicOrigin)) {
      return sendFlagPage(c, { speech: spoken, title: say('flagForeignTitle'), paragraphs: [say('flagForeign')] }, 403);
    }
    const portal = portalOf(c);
    const outcome = await flagEvent(services, c.req.valid('param').token, { ...c.var.origin, portal });
    if (outcome === 'unknown') return sendFlagPage(c, notWorking(spoken), 404);
    if (outcome === 'unavailable') {
      c.header('Retry-After', '60');
      return sendFlagPage(
        c,
        {
          speech: spoken,
          title: say('flagLaterTitle'),
          paragraphs: [say('flagLater')],
          retry: true,
        },
        503,
      );
    }
    return sendFlagPage(
      c,
      {
        speech: spoken,
        title: say('flagDoneTitle'),
        paragraphs: [say('flagDone'), say('flagNext')],
        link: { href: `${portal}${config.profilePath}`, text: say('flagLink') },
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
