import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { ROUTES } from '@onefold/contract';
import type { Context } from 'hono';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { newRoutes } from '../http/new-routes.ts';
import type { Services } from '../services.ts';
import { eventStory } from './event-story.ts';
import { findFlaggable, flagEvent } from './flag-event.ts';
import { sendFlagPage, type FlagPage } from './flag-page.ts';

type FlagServices = Pick<Services, 'config' | 'store' | 'clock' | 'management' | 'freshLogins' | 'events' | 'logger'>;

/** One page for a wrong, an expired and a used link: it tells nobody which of them it is. */
const NOT_WORKING: FlagPage = {
  title: 'This link does not work',
  paragraphs: [
    'It has been used already, it is older than 7 days, or a part of it is missing.',
    'If it was you who used it, everything is done: all sessions have been ended.',
  ],
};

/** The two routes of a notice's “this wasn’t me” link: opening it asks, only its button changes anything. */
export function flagRoutes(services: FlagServices): OpenAPIHono<HttpEnvironment> {
  const { config } = services;
  const portal = config.portalOrigins[0] ?? config.publicOrigin;
  const routes = newRoutes();

  routes.openapi(createRoute(ROUTES.showNotice), async (c) => {
    const flaggable = await findFlaggable(services, c.req.valid('param').token);
    if (flaggable === null) return sendFlagPage(c, NOT_WORKING, 404);
    const { at, type, identity, address, user_agent } = flaggable.event;
    const question = eventStory({ type, at: Date.parse(at), identity, address, userAgent: user_agent });
    return sendFlagPage(
      c,
      {
        title: 'Was this not you?',
        question,
        paragraphs: [
          `If it was you, close this page. If not, end all sessions: everybody who is signed in to the account at ${new URL(portal).host}, on every device, has to sign in again, and the change is marked in its history.`,
        ],
      },
      200,
    );
  });

  routes.openapi(createRoute(ROUTES.flagEvent), async (c) => {
    if (!isOwnForm(c, config.publicOrigin)) {
      return sendFlagPage(
        c,
        { title: 'Nothing was changed', paragraphs: ['Please open the link in your e-mail again and use its button.'] },
        403,
      );
    }
    const outcome = await flagEvent(services, c.req.valid('param').token, c.var.origin);
    if (outcome === 'unknown') return sendFlagPage(c, NOT_WORKING, 404);
    if (outcome === 'unavailable') {
      c.header('Retry-After', '60');
      return sendFlagPage(
        c,
        {
          title: 'Not done yet',
          paragraphs: [
            'The sign-in service does not answer, so the sessions are still open. Your link goes on working: please try again in a minute.',
          ],
          retry: true,
        },
        503,
      );
    }
    return sendFlagPage(
      c,
      {
        title: 'All sessions have been ended',
        paragraphs: [
          'Everybody who was signed in to the account has to sign in again, and the change is marked in its history.',
          'Now sign in yourself, unlink what is not yours, and change your password if the account has one.',
        ],
        link: { href: `${portal}${config.profilePath}`, text: 'Go to your account' },
      },
      200,
    );
  });

  return routes;
}

/**
 * The token in the address is what allows the change; only this server's own page may use it all the same. `refuseCrossSite` has
 * refused other sites' forms, and those that hide where they come from; the portal's are left.
 */
function isOwnForm(c: Context<HttpEnvironment>, publicOrigin: string): boolean {
  const origin = c.req.header('Origin');
  return origin === undefined || origin === 'null' || origin === publicOrigin;
}
