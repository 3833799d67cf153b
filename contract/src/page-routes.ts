import { z } from 'zod';
import { BROWSER, intentId, PUBLIC } from './route-parts.ts';

const noticeToken = z.object({ token: z.string().max(100).meta({ description: 'Random, single use, 7 days.' }) });
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });

/** Routes that browsers open directly: the sign-ins of an intent, and the link of a notice. */
export const PAGE_ROUTES = {
  startLogin: {
    method: 'get',
    path: '/v1/link-intents/{id}/start',
    operationId: 'startLogin',
    summary: 'Leads the browser into the sign-ins of an intent or an elevation.',
    security: BROWSER,
    request: { params: intentId },
    responses: {
      200: page(
        'A question that names the account, where the browser does not prove that a page of the portal leads here.',
      ),
      303: { description: 'To Auth0, or back to the portal where it cannot begin.' },
    },
  },
  confirmStart: {
    method: 'post',
    path: '/v1/link-intents/{id}/start',
    operationId: 'confirmStart',
    summary: 'Begins the sign-ins of an intent after the question of `startLogin`.',
    description: 'Sent by the page’s own form.',
    security: BROWSER,
    request: { params: intentId },
    responses: { 303: { description: 'To Auth0, or back to the portal where it cannot begin.' } },
  },
  finishLogin: {
    method: 'get',
    path: '/v1/callback',
    operationId: 'finishLogin',
    summary: 'Where Auth0 sends the browser back to. Verifies the login; links nothing.',
    security: BROWSER,
    request: {
      query: z.object({
        state: z.string().optional(),
        code: z.string().optional(),
        error: z.string().optional(),
        error_description: z.string().optional(),
      }),
    },
    responses: {
      200: { description: 'A page that closes the window.', content: { 'text/html': { schema: z.string() } } },
      303: { description: 'To the second sign-in, or back to the portal.' },
      400: { description: '`state_invalid`: a page that says so.', content: { 'text/html': { schema: z.string() } } },
    },
  },
  showNotice: {
    method: 'get',
    path: '/v1/notices/{token}',
    operationId: 'showNotice',
    summary: 'What a notice’s “this wasn’t me” link opens: a page that names the event and asks. Changes nothing.',
    security: PUBLIC,
    request: { params: noticeToken },
    responses: {
      200: page('The question.'),
      404: page('The same page for every link that does not work (any more).'),
    },
  },
  flagEvent: {
    method: 'post',
    path: '/v1/notices/{token}',
    operationId: 'flagEvent',
    summary: 'Ends all sessions of the account and flags the event, once.',
    description: 'Sent by the form on that page. If Auth0 does not respond, the link still works.',
    security: PUBLIC,
    request: { params: noticeToken },
    responses: {
      200: page('All sessions have been ended.'),
      403: page('The form was not this server’s own.'),
      404: page('The same page for every link that does not work (any more).'),
      503: page('Auth0 does not answer; the same link can be used again.'),
    },
  },
} as const;
