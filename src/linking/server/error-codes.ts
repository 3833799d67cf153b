import type { ErrorCode } from '@onefold/contract';
import type { OnefoldErrorCode } from '../errors/onefold-error';

/** What each error code of the linking API is here. A new one does not compile without. */
export const ONEFOLD_CODES: Readonly<Record<ErrorCode, OnefoldErrorCode>> = {
  // Requests this library would not send.
  invalid_request: 'unexpected',
  payload_too_large: 'unexpected',
  unsupported_media_type: 'unexpected',
  // Only identities, handles and intents are asked for by name.
  not_found: 'identity_gone',
  unauthorized: 'unauthorized',
  account_gone: 'unauthorized',
  insufficient_user_authentication: 'elevation_required',
  forbidden: 'forbidden',
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
  // The main account was to be confirmed, and another signed in: the browser's session is that one's now.
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
  store_unavailable: 'server_error',
  internal_error: 'server_error',
};

/** Leg 1 concerns the other account, so its failures leave the person signed in: the words and the remedy differ. */
const SECONDARY: Partial<Record<ErrorCode, OnefoldErrorCode>> = {
  login_cancelled: 'link_cancelled',
  login_failed: 'link_refused',
};

/** What a sign-in that failed is here. */
export function codeOfLogin(code: ErrorCode, leg: 'secondary' | 'primary'): OnefoldErrorCode {
  return (leg === 'secondary' ? SECONDARY[code] : undefined) ?? ONEFOLD_CODES[code];
}
