import type { MergePreview } from '@onefold/contract';

/**
 * The remedy for an error. The user interface shows it as one button.
 *
 * - `retry`: retry the action
 * - `sign-in`: sign in (again) to the main account
 * - `choose-another`: pick another account or another provider
 * - `use-redirect`: retry by redirect instead of in a second window
 * - `wait`: retry after `retryAt`
 * - `reload`: load the list again, because it changed elsewhere
 * - `look-again`: review the current preview of the accounts and decide again
 * - `contact-support`: no action by the user helps; support needs the code
 */
export type Remedy =
  'retry' | 'sign-in' | 'choose-another' | 'use-redirect' | 'wait' | 'reload' | 'look-again' | 'contact-support';

/** Extra facts that some codes carry. */
interface ErrorFacts {
  readonly rate_limited: { readonly retryAt: Date };
  readonly same_account: { readonly connection: string };
  readonly already_linked: { readonly connection: string };
  readonly email_not_verified: { readonly connection: string; readonly email: string };
  /** The current preview of both accounts; `null` if it was not fetched. */
  readonly preview_changed: { readonly preview: MergePreview | null };
  /** Maximum age of the login in seconds that the API accepts; `null` if unspecified. */
  readonly elevation_required: { readonly maxAge: number | null };
}

/** Every stable error code, with the remedy it offers. Codes are never renamed or reused. */
export const ONEFOLD_ERROR_REMEDIES = {
  // Signing in to the main account
  login_cancelled: 'sign-in',
  login_failed: 'sign-in',
  login_denied: 'contact-support',
  login_timeout: 'retry',
  session_expired: 'sign-in',
  session_changed: 'sign-in',
  clock_wrong: 'sign-in',
  storage_blocked: 'retry',
  configuration_invalid: 'contact-support',
  // Proving the account to add
  link_cancelled: 'retry',
  window_closed: 'retry',
  popup_blocked: 'use-redirect',
  link_timeout: 'retry',
  login_not_fresh: 'retry',
  same_account: 'choose-another',
  already_linked: 'choose-another',
  email_not_verified: 'choose-another',
  connection_not_allowed: 'choose-another',
  proof_expired: 'retry',
  proof_invalid: 'retry',
  // Failures of Auth0 or the network
  link_refused: 'choose-another',
  main_identity: 'contact-support',
  identity_gone: 'reload',
  unauthorized: 'sign-in',
  // A recent sign-in to the main account is needed (RFC 9470)
  elevation_required: 'sign-in',
  elevation_cancelled: 'retry',
  // Rejected by a linking server
  change_in_progress: 'retry',
  account_changed: 'reload',
  preview_changed: 'look-again',
  metadata_too_large: 'contact-support',
  outcome_unknown: 'reload',
  last_usable_sign_in: 'contact-support',
  locked_by_policy: 'contact-support',
  undo_expired: 'reload',
  undo_impossible: 'reload',
  forbidden: 'contact-support',
  delegated_session: 'contact-support',
  rate_limited: 'wait',
  offline: 'retry',
  server_error: 'retry',
  unexpected: 'contact-support',
} as const satisfies Record<string, Remedy>;

/** A stable error code. */
export type OnefoldErrorCode = keyof typeof ONEFOLD_ERROR_REMEDIES;

/** The facts that come with a code; none for most. */
export type OnefoldErrorFacts<C extends OnefoldErrorCode> = C extends keyof ErrorFacts ? ErrorFacts[C] : unknown;

/** One member of {@link OnefoldError}; for several codes, their union. */
export type OnefoldErrorOf<C extends OnefoldErrorCode> = C extends OnefoldErrorCode
  ? Error &
      OnefoldErrorFacts<C> & {
        readonly name: 'OnefoldError';
        readonly code: C;
        readonly remedy: (typeof ONEFOLD_ERROR_REMEDIES)[C];
        /** The error this one was made from: a failed request (with its `status`), an Auth0 SDK error, a `DOMException`. */
        readonly cause: unknown;
        /** Finds the failed request, or the failed sign-ins, in the logs of the linking server. */
        readonly supportId?: string;
      }
  : never;

/** Every failure of the library, discriminated by `code`. */
export type OnefoldError = OnefoldErrorOf<OnefoldErrorCode>;

type FactsArgument<C extends OnefoldErrorCode> = C extends keyof ErrorFacts
  ? [facts: ErrorFacts[C]]
  : [facts?: undefined];

/**
 * Creates an {@link OnefoldError}. The message is for developers and logs; the user interface has its own message
 * catalogue, by `code`.
 *
 * @example
 * throw onefoldError('rate_limited', 'Auth0 responded with 429.', response, { retryAt: new Date(reset * 1000) });
 */
export function onefoldError<C extends OnefoldErrorCode>(
  code: C,
  message: string,
  cause: unknown,
  ...[facts]: FactsArgument<C>
): OnefoldErrorOf<C> {
  const error = Object.assign(
    new Error(`@onefold/angular: ${message}`, { cause }),
    { name: 'OnefoldError' as const, code, remedy: ONEFOLD_ERROR_REMEDIES[code] },
    facts,
  );
  return error as unknown as OnefoldErrorOf<C>;
}

/** Whether a value is an `OnefoldError`. */
export function isOnefoldError(value: unknown): value is OnefoldError {
  return value instanceof Error && value.name === 'OnefoldError' && 'code' in value;
}

/** Returns an `OnefoldError` unchanged; wraps any other value as `unexpected`, with the original as its cause. */
export function toOnefoldError(error: unknown): OnefoldError {
  return isOnefoldError(error) ? error : onefoldError('unexpected', 'Something failed in an unforeseen way.', error);
}

/** A chunk that is needed now could not be fetched. */
export function codeUnavailable(cause: unknown): OnefoldError {
  const code = navigator.onLine ? 'server_error' : 'offline';
  return onefoldError(code, 'The code for linking could not be fetched.', cause);
}
