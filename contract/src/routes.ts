import { z } from 'zod';
import type { ErrorCode } from './error-code.ts';
import { HistoryPage, HistoryQuery } from './history.ts';
import {
  Elevation,
  LinkIntent,
  LinkResult,
  NewElevation,
  NewLinkIntent,
  UnlinkRequest,
  UnlinkResult,
} from './link-intent.ts';
import { LoginAccount, LoginSuggestions } from './login-suggestions.ts';
import { Me, NicknameChange } from './me.ts';
import { LinkConfirmation } from './merge.ts';
import { PAGE_ROUTES } from './page-routes.ts';
import { ACTION, BEARER, BEARER_AND_BROWSER, body, intentId, ok, problems } from './route-parts.ts';
import { storableText } from './storable-text.ts';

/** Errors of every signed-in request. */
const ALWAYS = [
  'invalid_request',
  'unauthorized',
  'account_gone',
  'forbidden',
  'delegated_session',
  'rate_limited',
  'auth0_unavailable',
  'database_unavailable',
  'internal_error',
] as const satisfies readonly ErrorCode[];

/** Errors of every change of the sign-ins. */
const CHANGE = [
  'insufficient_user_authentication',
  'change_in_progress',
  'not_found',
] as const satisfies readonly ErrorCode[];

/** A part of an identity's key in a path. */
const keyPart = storableText(255);
const IdentityParams = z.object({ provider: keyPart, user_id: keyPart });

/** Every route of the linking API, from which the server and `openapi.json` are built. */
export const ROUTES = {
  getMe: {
    method: 'get',
    path: '/v1/me',
    operationId: 'getMe',
    summary: 'The profile with all identities, linkable connections and suggestions.',
    description: 'Has an `ETag`; `If-None-Match` returns 304 if nothing has changed.',
    security: BEARER,
    request: { headers: z.object({ 'if-none-match': z.string().optional() }) },
    responses: { 200: ok(Me, 'The profile.'), 304: { description: 'Unchanged.' }, ...problems(...ALWAYS) },
  },
  createLinkIntent: {
    method: 'post',
    path: '/v1/me/link-intents',
    operationId: 'createLinkIntent',
    summary: 'Starts linking another account.',
    description: 'Sets the cookie that binds the intent to this browser. Nothing is linked before `confirmLinkIntent`.',
    security: BEARER,
    request: body(NewLinkIntent),
    responses: {
      201: ok(LinkIntent, 'The intent; send the window (or the page) to `start_url`.'),
      ...problems('connection_not_allowed', 'payload_too_large', 'unsupported_media_type', ...ALWAYS),
    },
  },
  getLinkIntent: {
    method: 'get',
    path: '/v1/me/link-intents/{id}',
    operationId: 'getLinkIntent',
    summary: 'Returns an intent with its stage.',
    security: BEARER_AND_BROWSER,
    request: { params: intentId },
    responses: { 200: ok(LinkIntent, 'The intent.'), ...problems('not_found', 'browser_mismatch', ...ALWAYS) },
  },
  cancelLinkIntent: {
    method: 'delete',
    path: '/v1/me/link-intents/{id}',
    operationId: 'cancelLinkIntent',
    summary: 'Cancels an intent and deletes its proofs.',
    security: BEARER_AND_BROWSER,
    request: { params: intentId },
    responses: {
      200: ok(LinkIntent, 'The cancelled intent, or the intent as it ended earlier.'),
      ...problems('not_found', 'browser_mismatch', 'wrong_stage', ...ALWAYS),
    },
  },
  confirmLinkIntent: {
    method: 'post',
    path: '/v1/me/link-intents/{id}/confirm',
    operationId: 'confirmLinkIntent',
    summary: 'Links the two accounts.',
    description:
      'Only in the stage `ready`, with the bearer token of the user who started it and the cookie of the browser. After `preview_changed` the intent is still `ready`, with a new preview. Repeating the request waits for the same result and links nothing again.',
    security: BEARER_AND_BROWSER,
    request: { params: intentId, ...body(LinkConfirmation) },
    responses: {
      200: ok(LinkResult, 'Linked.'),
      202: ok(
        LinkIntent,
        'Linking a large account takes longer than a request. Repeat the request: it waits for the result. If it has not ended after three minutes, the response is 503; the link is completed or reverted when Auth0 responds.',
      ),
      ...problems(
        'browser_mismatch',
        'intent_expired',
        'wrong_stage',
        'connection_not_allowed',
        'account_changed',
        'preview_changed',
        'already_linked',
        'same_account',
        'link_refused',
        'metadata_too_large',
        'payload_too_large',
        'unsupported_media_type',
        ...CHANGE,
        ...ALWAYS,
      ),
    },
  },
  createElevation: {
    method: 'post',
    path: '/v1/me/elevations',
    operationId: 'createElevation',
    summary: 'Starts a new sign-in to the main account (RFC 9470).',
    description: 'Responds to an `insufficient_user_authentication` challenge. Sets the browser cookie.',
    security: BEARER,
    request: body(NewElevation),
    responses: {
      201: ok(Elevation, 'Send the window (or the page) to `start_url`.'),
      ...problems('payload_too_large', 'unsupported_media_type', ...ALWAYS),
    },
  },
  getElevation: {
    method: 'get',
    path: '/v1/me/elevations/{id}',
    operationId: 'getElevation',
    summary: 'Returns an elevation with its stage.',
    security: BEARER_AND_BROWSER,
    request: { params: intentId },
    responses: { 200: ok(Elevation, 'The elevation.'), ...problems('not_found', 'browser_mismatch', ...ALWAYS) },
  },
  unlinkIdentity: {
    method: 'delete',
    path: '/v1/me/identities/{provider}/{user_id}',
    operationId: 'unlinkIdentity',
    summary: 'Unlinks an identity. Requires a sign-in within the last 10 minutes.',
    description:
      'Ends all other sessions of the account, because they may have begun with this identity. The caller’s session continues.',
    security: BEARER_AND_BROWSER,
    request: { params: IdentityParams, query: UnlinkRequest },
    responses: {
      200: ok(UnlinkResult, 'Unlinked.'),
      ...problems('main_identity', 'last_usable_sign_in', 'locked_by_policy', 'link_refused', ...CHANGE, ...ALWAYS),
    },
  },
  setNickname: {
    method: 'patch',
    path: '/v1/me/identities/{provider}/{user_id}',
    operationId: 'setNickname',
    summary: 'Sets the nickname of an identity.',
    security: BEARER,
    request: { params: IdentityParams, ...body(NicknameChange) },
    responses: {
      200: ok(Me, 'The profile.'),
      ...problems('not_found', 'payload_too_large', 'unsupported_media_type', ...ALWAYS),
    },
  },
  undo: {
    method: 'post',
    path: '/v1/me/undo/{handle}',
    operationId: 'undo',
    summary:
      'Undoes the latest link or unlink and restores the metadata. Undoing an unlink requires a sign-in within the last 10 minutes.',
    security: BEARER_AND_BROWSER,
    request: { params: z.object({ handle: z.uuid() }) },
    responses: {
      200: ok(UnlinkResult, 'Undone.'),
      ...problems(
        'insufficient_user_authentication',
        'undo_expired',
        'undo_impossible',
        'change_in_progress',
        'not_found',
        ...ALWAYS,
      ),
    },
  },
  getHistory: {
    method: 'get',
    path: '/v1/me/history',
    operationId: 'getHistory',
    summary: 'The history of the account, newest first.',
    security: BEARER,
    request: { query: HistoryQuery },
    responses: {
      200: {
        description: 'A page, or the whole history as CSV.',
        content: { 'application/json': { schema: HistoryPage }, 'text/csv': { schema: z.string() } },
      },
      ...problems(...ALWAYS),
    },
  },
  flagHistoryEvent: {
    method: 'post',
    path: '/v1/me/history/{id}/flag',
    operationId: 'flagHistoryEvent',
    summary: 'Reports an entry as unauthorized: ends all sessions of the account and flags the entry.',
    description:
      'Requires no recent sign-in, because it only removes access. The caller should sign out afterwards. A repeated report ends the sessions again.',
    security: BEARER,
    request: { params: z.object({ id: storableText(100) }) },
    responses: { 204: { description: 'All sessions have been ended.' }, ...problems('not_found', ...ALWAYS) },
  },
  dismissSuggestion: {
    method: 'delete',
    path: '/v1/me/suggestions/{id}',
    operationId: 'dismissSuggestion',
    summary: 'Never suggests this account again. The response does not show whether it was suggested.',
    security: BEARER,
    request: { params: z.object({ id: storableText(100) }) },
    responses: { 204: { description: 'Dismissed.' }, ...problems(...ALWAYS) },
  },
  suggestAtLogin: {
    method: 'post',
    path: '/v1/login-suggestions',
    operationId: 'suggestAtLogin',
    summary: 'Returns suggestions for a user who signs in. Called by Auth0’s Post-Login Action, not by a browser.',
    description:
      'Searches for other accounts at most once a day per account and waits briefly for the result. An unknown account has no suggestions. `not_found`: the server has no `ONEFOLD_ACTION_SECRET`.',
    security: ACTION,
    request: body(LoginAccount),
    responses: {
      200: ok(LoginSuggestions, 'For the claim `https://onefold.dev/suggestions` of the ID token.'),
      ...problems(
        'invalid_request',
        'unauthorized',
        'forbidden',
        'not_found',
        'payload_too_large',
        'unsupported_media_type',
        'rate_limited',
        'auth0_unavailable',
        'database_unavailable',
        'internal_error',
      ),
    },
  },
  ...PAGE_ROUTES,
} as const;
