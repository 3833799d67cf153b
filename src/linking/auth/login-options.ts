/** How to sign in. All parameters are Auth0's (Authentication API: Authorize Application). */
export interface LoginOptions {
  /** Same-origin path, query and fragment to come back to; default: where the person is. Anything else: `/profile`. */
  readonly returnTo?: string;
  /** Goes straight to this connection. */
  readonly connection?: string;
  /** The account or address to prefill. */
  readonly loginHint?: string;
  /** Seconds since the last active login that are still recent enough; `0` asks for credentials again. */
  readonly maxAge?: number;
  /** `login` asks for credentials although a session exists. */
  readonly prompt?: 'login';
  /** Which page of the universal login is shown first. */
  readonly screenHint?: 'login' | 'signup';
  /** Refuses whoever comes back unless it is the person this browser knows (`session_changed`). */
  readonly keepSubject?: boolean;
}
