/** Status and title of an error code. */
export interface ErrorDefinition {
  /** HTTP status (RFC 9110 §15). Codes that occur only inside a link intent have the status a response would have. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 500 | 503;
  /** A sentence for users; the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string;
}

/** Every error code of the linking API. Codes are never renamed or reused. */
export const ERROR_CODES = {
  // The request
  invalid_request: { status: 400, title: 'The request isn’t valid.' },
  payload_too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON.' },
  not_found: { status: 404, title: 'Not found.' },
  // The caller
  unauthorized: { status: 401, title: 'Please sign in again.' },
  account_gone: { status: 401, title: 'This account no longer exists. Please sign in again.' },
  insufficient_user_authentication: { status: 401, title: 'Please confirm it’s you by signing in again.' },
  forbidden: { status: 403, title: 'This isn’t allowed.' },
  delegated_session: { status: 403, title: 'You’re viewing another user’s account and can’t change it.' },
  browser_mismatch: { status: 403, title: 'Continue in the browser you started in.' },
  rate_limited: { status: 429, title: 'Too many requests right now. Please wait a moment.' },
  // Proving both accounts
  connection_not_allowed: { status: 409, title: 'This kind of account can’t be linked.' },
  login_cancelled: { status: 409, title: 'The sign-in was canceled.' },
  login_failed: { status: 409, title: 'The sign-in failed.' },
  login_not_fresh: { status: 409, title: 'The provider used an open session. A new sign-in is needed.' },
  proof_invalid: { status: 409, title: 'The provider’s response couldn’t be verified.' },
  state_invalid: { status: 400, title: 'This sign-in has expired or was already used.' },
  identifier_invalid: { status: 409, title: 'The provider sent no usable account ID.' },
  email_not_verified: { status: 409, title: 'The email address of that account isn’t verified.' },
  same_account: { status: 409, title: 'That’s the account you’re using.' },
  already_linked: { status: 409, title: 'This account is already linked.' },
  wrong_account: { status: 409, title: 'You signed in to a different account than the one to confirm.' },
  intent_expired: { status: 410, title: 'Your sign-in expired. Please start again.' },
  wrong_stage: { status: 409, title: 'This step isn’t possible now.' },
  // Changing the account
  change_in_progress: { status: 409, title: 'Another change to this account is in progress.' },
  account_changed: { status: 409, title: 'The account has changed in the meantime. Please review.' },
  preview_changed: { status: 409, title: 'One of the accounts has changed since it was compared. Please review.' },
  link_refused: { status: 409, title: 'This account can’t be linked.' },
  metadata_too_large: { status: 409, title: 'Together, the two profiles would be too large.' },
  main_identity: { status: 409, title: 'The main sign-in can’t be unlinked.' },
  last_usable_sign_in: { status: 409, title: 'This is the last sign-in that works for the account.' },
  locked_by_policy: { status: 409, title: 'This sign-in is managed by your organization.' },
  undo_expired: { status: 410, title: 'It’s too late to undo this.' },
  undo_impossible: { status: 409, title: 'This can’t be undone anymore because the accounts have changed.' },
  // Backends
  auth0_unavailable: { status: 503, title: 'The sign-in service isn’t responding. Nothing was lost.' },
  database_unavailable: { status: 503, title: 'The service isn’t ready. Please try again in a moment.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<string, ErrorDefinition>;

/** A stable error code of the linking API. */
export type ErrorCode = keyof typeof ERROR_CODES;
