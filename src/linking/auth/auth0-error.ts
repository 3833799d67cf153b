import { isOnefoldError, onefoldError, type OnefoldError } from '../model/onefold-error';
import { reportMistake } from '../model/report-mistake';

/** Codes an Auth0 error can become; none needs further facts. */
type AuthErrorCode =
  | 'login_cancelled'
  | 'login_failed'
  | 'login_denied'
  | 'login_timeout'
  | 'clock_wrong'
  | 'storage_blocked'
  | 'session_expired'
  | 'configuration_invalid'
  | 'popup_blocked'
  | 'offline'
  | 'server_error'
  | 'unexpected';

/**
 * Codes of the SDK and of OAuth (`error`), by the code they become. Sources: `@auth0/auth0-spa-js` 2.28 `errors.ts` and
 * `http.ts`; RFC 6749 §4.1.2.1 and §5.2; OpenID Connect Core §3.1.2.6; Auth0: Authorization code flow errors.
 */
const BY_CODE: Readonly<Record<string, AuthErrorCode>> = {
  // A silent check is impossible: the user has to sign in.
  login_required: 'session_expired',
  consent_required: 'session_expired',
  interaction_required: 'session_expired',
  account_selection_required: 'session_expired',
  mfa_required: 'session_expired',
  missing_refresh_token: 'session_expired',
  invalid_grant: 'session_expired',
  missing_scopes: 'session_expired',
  // Denied by the user or by a rule of the tenant.
  cancelled: 'login_cancelled',
  access_denied: 'login_cancelled',
  unauthorized: 'login_denied',
  popup_open: 'popup_blocked',
  timeout: 'login_timeout',
  // Forged, repeated or stale callbacks.
  state_mismatch: 'login_failed',
  missing_transaction: 'login_failed',
  invalid_token: 'login_failed',
  use_dpop_nonce: 'login_failed',
  // The tenant's settings.
  invalid_request: 'configuration_invalid',
  invalid_client: 'configuration_invalid',
  unauthorized_client: 'configuration_invalid',
  unsupported_response_type: 'configuration_invalid',
  unsupported_grant_type: 'configuration_invalid',
  invalid_scope: 'configuration_invalid',
  invalid_target: 'configuration_invalid',
  invalid_configuration: 'configuration_invalid',
  // Failures at Auth0.
  server_error: 'server_error',
  temporarily_unavailable: 'server_error',
  request_error: 'server_error',
};

interface CodedError {
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly message?: unknown;
}

function codeOf(error: unknown, online: boolean): AuthErrorCode {
  const { error: code, error_description, message: text } = (error ?? {}) as CodedError;
  const message = typeof text === 'string' ? text : '';
  if (typeof code === 'string') {
    const description = typeof error_description === 'string' ? error_description : message;
    // Auth0 reports "user is blocked" under `unauthorized`, `access_denied` and `invalid_grant` alike.
    if (/user is blocked/i.test(description)) return 'login_denied';
    // Only a refusal by an Action or rule carries a custom description; a cancelled login does not.
    if (code === 'access_denied' && isRefusal(description)) return 'login_denied';
    if (code === 'too_many_requests' || code === 'too_many_attempts') return 'login_denied';
    return Object.hasOwn(BY_CODE, code) ? (BY_CODE[code] ?? 'login_failed') : 'login_failed';
  }
  // Thrown by `localStorage` and others if the browser blocks site data.
  if (error instanceof DOMException && error.name === 'SecurityError') return 'storage_blocked';
  // Web Crypto exists on https and localhost only.
  if (/secure origin/i.test(message)) return 'configuration_invalid';
  if (!online) return 'offline';
  // `fetch` rejects with a TypeError if no response arrives, and the SDK's worker passes on only its message.
  if (error instanceof TypeError || /failed to fetch|networkerror|load failed/i.test(message)) {
    return 'server_error';
  }
  if (/timeout when executing 'fetch'/i.test(message)) return 'login_timeout';
  // A token that has just been issued counts as expired.
  if (/\((?:exp|nbf)\) claim error/i.test(message)) return 'clock_wrong';
  // Errors that are thrown without a code while tokens are verified ("Nonce (nonce) claim mismatch …").
  if (/claim|id token|signature algorithm/i.test(message)) return 'login_failed';
  return 'unexpected';
}

function isRefusal(description: string): boolean {
  return !/^$|^access[_ ]denied|cancel|did not (?:authorize|consent)|denied (?:the|your) (?:request|consent)|declined/i.test(
    description,
  );
}

/**
 * Converts an error of the Auth0 SDK to an {@link OnefoldError}. The message contains the code but never the
 * description, which could leak personal data into a log.
 *
 * @param online `navigator.onLine`; while offline, every network failure becomes `offline`.
 */
export function fromAuth0Error(error: unknown, online = navigator.onLine): OnefoldError {
  if (isOnefoldError(error)) return error;
  const code = codeOf(error, online);
  const { error: auth0Code, error_description, message } = (error ?? {}) as CodedError;
  const said = typeof auth0Code === 'string' ? `Auth0 said "${auth0Code}".` : 'Signing in failed.';
  // A guard only redirects, so the developer would see no reason.
  if (code === 'configuration_invalid') {
    const reason = [error_description, message, auth0Code].find(
      (text): text is string => typeof text === 'string' && text !== '',
    );
    reportMistake(`@onefold/angular: Signing in needs another configuration: ${reason?.trim() ?? said}`);
  }
  return onefoldError(code, said, error);
}
