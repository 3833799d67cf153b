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
    summary: 'Starts the sign-ins of an intent or an elevation in the browser.',
    security: BROWSER,
    request: { params: intentId },
    responses: {
      200: page(
        'A page that names the account and asks to continue, if the browser does not prove that a page of the portal links here.',
      ),
      303: { description: 'To Auth0, or back to the portal if the sign-in cannot start.' },
    },
  },
  confirmStart: {
    method: 'post',
    path: '/v1/link-intents/{id}/start',
    operationId: 'confirmStart',
    summary: 'Starts the sign-ins of an intent after the page of `startLogin`.',
    description: 'Sent by the page’s own form.',
    security: BROWSER,
    request: { params: intentId },
    responses: { 303: { description: 'To Auth0, or back to the portal if the sign-in cannot start.' } },
  },
  finishLogin: {
    method: 'get',
    path: '/v1/callback',
    operationId: 'finishLogin',
    summary: 'Callback of Auth0. Verifies the sign-in; links nothing.',
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
      400: { description: 'A page for `state_invalid`.', content: { 'text/html': { schema: z.string() } } },
    },
  },
  showNotice: {
    method: 'get',
    path: '/v1/notices/{token}',
    operationId: 'showNotice',
    summary:
      'Page of the “this wasn’t me” link in a notice: names the event and asks for confirmation. Changes nothing.',
    security: PUBLIC,
    request: { params: noticeToken },
    responses: {
      200: page('The question.'),
      404: page('The same page for every invalid, expired or used link.'),
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
      404: page('The same page for every invalid, expired or used link.'),
      503: page('Auth0 does not respond; the same link can be used again.'),
    },
  },
} as const;
