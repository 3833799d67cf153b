/** Status and title of an error code. */
export interface ErrorDefinition {
  /** Status of the answer (RFC 9110 §15). A code that only a link intent contains has the status it would have. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 500 | 503;
  /** A sentence a person understands; the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string;
}

/** Every error code of the linking API. Codes are never renamed or reused. */
export const ERROR_CODES = {
  // The request
  invalid_request: { status: 400, title: 'The request is not valid.' },
  payload_too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  // Who asks
  unauthorized: { status: 401, title: 'Please sign in again.' },
  account_gone: { status: 401, title: 'This account no longer exists. Please sign in again.' },
  insufficient_user_authentication: { status: 401, title: 'Please confirm that it is you by signing in again.' },
  forbidden: { status: 403, title: 'This is not allowed.' },
  delegated_session: { status: 403, title: 'You are viewing the account of another user and cannot change it.' },
  browser_mismatch: { status: 403, title: 'Continue in the browser you started in.' },
  rate_limited: { status: 429, title: 'Too many requests right now. Please wait a moment.' },
  // Proving both accounts
  connection_not_allowed: { status: 409, title: 'This kind of account cannot be linked.' },
  login_cancelled: { status: 409, title: 'The sign-in was cancelled.' },
  login_failed: { status: 409, title: 'The sign-in did not work.' },
  login_not_fresh: { status: 409, title: 'The provider used an earlier sign-in. A new one is needed.' },
  proof_invalid: { status: 409, title: 'What the provider sent could not be verified.' },
  state_invalid: { status: 400, title: 'This sign-in was not started here, or it has been used already.' },
  identifier_invalid: { status: 409, title: 'The provider sent no usable account id.' },
  email_not_verified: { status: 409, title: 'The email address of that account is not verified.' },
  same_account: { status: 409, title: 'That is the account you are using.' },
  already_linked: { status: 409, title: 'This account is already linked.' },
  wrong_account: { status: 409, title: 'Another account signed in than the one to confirm.' },
  intent_expired: { status: 410, title: 'That was too long ago. Please start again.' },
  wrong_stage: { status: 409, title: 'This step is not possible now.' },
  // Changing the account
  change_in_progress: { status: 409, title: 'Another change of this account is under way.' },
  account_changed: { status: 409, title: 'The account has changed meanwhile. Please look again.' },
  preview_changed: { status: 409, title: 'One of the accounts has changed since it was compared. Please look again.' },
  link_refused: { status: 409, title: 'Auth0 refused to link this account.' },
  metadata_too_large: { status: 409, title: 'Together the two profiles would be too large.' },
  main_identity: { status: 409, title: 'The main sign-in cannot be unlinked.' },
  last_usable_sign_in: { status: 409, title: 'This is the last sign-in that works for the account.' },
  locked_by_policy: { status: 409, title: 'This sign-in is managed by your organization.' },
  undo_expired: { status: 410, title: 'It is too late to undo this.' },
  undo_impossible: { status: 409, title: 'This cannot be undone any more, because the accounts have changed.' },
  // What is behind
  auth0_unavailable: { status: 503, title: 'The sign-in service does not answer. Nothing was lost.' },
  store_unavailable: { status: 503, title: 'The service is not ready. Please try again in a moment.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Record<string, ErrorDefinition>;

/** A stable error code of the linking API. */
export type ErrorCode = keyof typeof ERROR_CODES;
