import {
  ɵfromAuth0Error as fromAuth0Error,
  isOnefoldError,
  onefoldError,
  type OnefoldError,
  type OnefoldErrorCode,
} from '@onefold/angular';

type PlainCode = Extract<
  OnefoldErrorCode,
  'link_cancelled' | 'link_timeout' | 'proof_invalid' | 'link_refused' | 'login_cancelled' | 'login_failed'
>;

/** Leg 1: the main session is unchanged, so a retry is a new sign-in to the other account. */
const SECONDARY: Partial<Record<OnefoldErrorCode, PlainCode>> = {
  login_cancelled: 'link_cancelled',
  login_timeout: 'link_timeout',
  login_failed: 'proof_invalid',
  session_expired: 'proof_invalid',
  login_denied: 'link_refused',
};

/**
 * Leg 2: the browser's session at Auth0 now belongs to the other account. For every reason why the main account was not
 * confirmed, the remedy is to sign in to it.
 */
const PRIMARY: Partial<Record<OnefoldErrorCode, PlainCode>> = {
  login_timeout: 'login_cancelled',
  session_expired: 'login_failed',
};

/** Converts the error of a sign-in of the link flow to an `OnefoldError`. */
export function fromLinkLoginError(error: unknown, leg: 'secondary' | 'primary'): OnefoldError {
  if (isOnefoldError(error)) {
    return error;
  }
  // spa-js: PopupCancelledError. It means a closed window; a refusal by the provider is `access_denied`.
  if (leg === 'secondary' && (error as { error?: unknown } | null)?.error === 'cancelled') {
    return onefoldError('window_closed', 'The window was closed.', error);
  }
  if (leg === 'secondary' && isConnectionDisabled(error)) {
    return onefoldError('connection_not_allowed', 'The tenant does not offer the connection.', error);
  }
  const known = fromAuth0Error(error);
  const code = (leg === 'secondary' ? SECONDARY : PRIMARY)[known.code];
  return code ? onefoldError(code, `The sign-in ended with ${known.code}.`, error) : known;
}

/** Auth0's response if a connection was disabled for the application after the list of connections was written. */
function isConnectionDisabled(error: unknown): boolean {
  const description = (error as { error_description?: unknown } | null)?.error_description;
  return (
    typeof description === 'string' && /connection (?:was|is) (?:not (?:found|enabled)|disabled)/i.test(description)
  );
}
