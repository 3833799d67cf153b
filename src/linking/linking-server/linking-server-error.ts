import type { Problem, ErrorCode } from '@onefold/contract';
import { isOnefoldError, onefoldError, type OnefoldError, type OnefoldErrorCode } from '@onefold/angular';
import { ɵisJsonObject as isJsonObject, ɵrateLimitEnd as rateLimitEnd } from '@onefold/angular/linking';
import { ResponseError } from './authorized-request';

const NO_CONTEXT: ErrorContext = { connection: '', email: '' };
const BY_STATUS: Readonly<Record<number, OnefoldErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  429: 'rate_limited',
};

/**
 * Converts a failed request to the linking server to an {@link OnefoldError}: by the code of its problem (RFC 9457),
 * else by the status. The message contains no text from the server; the cause holds the complete error.
 *
 * @param online `navigator.onLine`, which distinguishes a lost connection from an unresponsive server.
 */
export function fromLinkingServerError(
  cause: unknown,
  context = NO_CONTEXT,
  now = new Date(),
  online = navigator.onLine,
): OnefoldError {
  if (isOnefoldError(cause)) {
    return cause; // From `AuthService`, which knows more about the session.
  }
  if (!(cause instanceof ResponseError)) {
    return onefoldError('unexpected', 'A request to the linking server failed.', cause);
  }
  if (cause.status === 0) {
    return online
      ? onefoldError('server_error', 'The linking server did not respond.', cause)
      : onefoldError('offline', 'The browser is offline.', cause);
  }
  const problem = problemBody(cause);
  const code = problem
    ? ONEFOLD_CODES[problem.code]
    : (BY_STATUS[cause.status] ?? (cause.status >= 500 ? 'server_error' : 'unexpected'));
  const seconds = problem?.retry_after;
  const headers = {
    // A cross-origin server may not expose the header; the body has the same value.
    get: (name: string) => (name === 'Retry-After' && seconds ? String(seconds) : cause.headers.get(name)),
  };
  const message = `The linking server responded with ${cause.status}${problem ? ` ${problem.code}` : ''}.`;
  const times = { retryAt: rateLimitEnd(headers, now), maxAge: problem?.max_age ?? null };
  const supportId = problem?.support_id;
  return Object.assign(withFacts(code, message, cause, context, times), supportId && { supportId });
}

/** The problem of a response; `null` if it has none, or one with a code of another version of the API. */
function problemBody({ body }: ResponseError): Problem | null {
  return isJsonObject(body) && Object.hasOwn(ONEFOLD_CODES, String(body['code'])) ? (body as unknown as Problem) : null;
}

/** The library's error for each code of the linking API. A new code does not compile without one. */
export const ONEFOLD_CODES: Readonly<Record<ErrorCode, OnefoldErrorCode>> = {
  // Requests this library would not send.
  invalid_request: 'unexpected',
  payload_too_large: 'unexpected',
  unsupported_media_type: 'unexpected',
  // Only identities, handles and intents are requested by id.
  not_found: 'identity_gone',
  unauthorized: 'unauthorized',
  account_gone: 'unauthorized',
  insufficient_user_authentication: 'elevation_required',
  forbidden: 'forbidden',
  delegated_session: 'delegated_session',
  browser_mismatch: 'proof_invalid',
  rate_limited: 'rate_limited',
  connection_not_allowed: 'connection_not_allowed',
  login_cancelled: 'login_cancelled',
  login_failed: 'login_failed',
  login_not_fresh: 'login_not_fresh',
  proof_invalid: 'proof_invalid',
  state_invalid: 'proof_invalid',
  identifier_invalid: 'proof_invalid',
  email_not_verified: 'email_not_verified',
  same_account: 'same_account',
  already_linked: 'already_linked',
  // Another account than the main one signed in: the browser's session now belongs to that account.
  wrong_account: 'session_changed',
  intent_expired: 'proof_expired',
  wrong_stage: 'proof_expired',
  change_in_progress: 'change_in_progress',
  account_changed: 'account_changed',
  preview_changed: 'preview_changed',
  link_refused: 'link_refused',
  metadata_too_large: 'metadata_too_large',
  main_identity: 'main_identity',
  last_usable_sign_in: 'last_usable_sign_in',
  locked_by_policy: 'locked_by_policy',
  undo_expired: 'undo_expired',
  undo_impossible: 'undo_impossible',
  auth0_unavailable: 'server_error',
  database_unavailable: 'server_error',
  internal_error: 'server_error',
};

/** Leg 1 concerns the other account, so its failures leave the user signed in: the text and the remedy differ. */
const SECONDARY: Partial<Record<ErrorCode, OnefoldErrorCode>> = {
  login_cancelled: 'link_cancelled',
  login_failed: 'link_refused',
};

/** The library's error for a failed sign-in. */
export function codeOfLogin(code: ErrorCode, leg: 'secondary' | 'primary'): OnefoldErrorCode {
  return (leg === 'secondary' ? SECONDARY[code] : undefined) ?? ONEFOLD_CODES[code];
}

/** Details of the codes that have any. */
export interface ErrorContext {
  readonly connection: string;
  readonly email: string;
}

/** The error of a code, with the facts that code carries. */
export function withFacts(
  code: OnefoldErrorCode,
  message: string,
  cause: unknown,
  { connection, email }: ErrorContext,
  { retryAt, maxAge }: { readonly retryAt: Date; readonly maxAge: number | null } = {
    retryAt: new Date(),
    maxAge: null,
  },
): OnefoldError {
  switch (code) {
    case 'same_account':
    case 'already_linked':
      return onefoldError(code, message, cause, { connection });
    case 'email_not_verified':
      return onefoldError(code, message, cause, { connection, email });
    case 'preview_changed':
      return onefoldError(code, message, cause, { preview: null });
    case 'rate_limited':
      return onefoldError(code, message, cause, { retryAt });
    case 'elevation_required':
      return onefoldError(code, message, cause, { maxAge });
    default:
      return onefoldError(code, message, cause);
  }
}
