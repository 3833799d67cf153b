import type { Signal } from '@angular/core';
import type { Suggestion } from '@onefold/contract';
import type { Observable } from 'rxjs';
import type { OnefoldError } from '../model/onefold-error';

/** Whether a user is signed in. `failed`: the session could not be checked, or belongs to another user. */
export type AuthStatus = 'loading' | 'anonymous' | 'authenticated' | 'failed';

/** The signed-in user, from the ID token (OpenID Connect Core §5.1). */
export interface AuthUser {
  readonly sub: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly org_id?: string;
  /** When the user last entered credentials, in epoch seconds; present only if the sign-in requested it with `maxAge`. */
  readonly auth_time?: number;
  /** Other accounts of the user, as reported by the Post-Login Action at sign-in. */
  readonly suggestions?: readonly Suggestion[];
}

/** How to sign in. All parameters are Auth0's (Authentication API: Authorize Application). */
export interface LoginOptions {
  /** Same-origin path, query and fragment to return to. Default: the current address. Any other value: `/profile`. */
  readonly returnTo?: string;
  /** Signs in with this connection, without the list of connections. */
  readonly connection?: string;
  /** The account or address to prefill. */
  readonly loginHint?: string;
  /** Maximum age of the last sign-in, in seconds; `0` requires credentials. */
  readonly maxAge?: number;
  /** `login` requires credentials although a session exists. */
  readonly prompt?: 'login';
  /** Which page of the universal login is shown first. */
  readonly screenHint?: 'login' | 'signup';
  /** Rejects a different user than the one this browser knows (`session_changed`). */
  readonly keepSubject?: boolean;
}

/**
 * The session of the signed-in user: checks it when the application starts, consumes the sign-in callback and provides
 * access tokens. On a server the status is `anonymous`. Provided by `provideOnefold()`.
 *
 * @example
 * readonly auth = inject(AuthService);
 * // @if (auth.user(); as user) { {{ user.name }} } @else { <button (click)="auth.login()">Sign in</button> }
 */
export abstract class AuthService {
  /** Whether a user is signed in. Replays the latest; `loading` until the first check ends. */
  abstract readonly status$: Observable<AuthStatus>;
  /** Signal equivalent of {@link status$}. */
  abstract readonly status: Signal<AuthStatus>;
  /** The signed-in user, or `null`. Replays the latest. */
  abstract readonly user$: Observable<AuthUser | null>;
  /** Signal equivalent of {@link user$}. */
  abstract readonly user: Signal<AuthUser | null>;
  /** Why `status` is `failed`, or why the last sign-in failed; otherwise `null`. */
  abstract readonly failure: Signal<OnefoldError | null>;

  /**
   * Leaves the page to sign in. Rejects with a `OnefoldError`, also available as `failure`, if the page cannot be left.
   * After `session_changed` it requires credentials, so that the user can choose an account.
   */
  abstract login(options?: LoginOptions): Promise<void>;

  /** Ends the session here, in all tabs and at Auth0, and leaves the page. Rejects with a `OnefoldError`. */
  abstract logout(): Promise<void>;

  /**
   * Returns the access token for the configured audience. Waits while the session is being checked. Rejects with a
   * `OnefoldError`: `session_expired` if no user is signed in.
   *
   * @param options.renew Bypasses the cache. Parallel calls share one renewal.
   */
  abstract accessToken(options?: { readonly renew?: boolean }): Promise<string>;

  /** Checks the session again, e.g. for a "try again" button after `offline`. Never rejects: see `status`. */
  abstract check(): Promise<void>;
}
