import { computed, Injectable, signal, type Signal } from '@angular/core';
import { BehaviorSubject, distinctUntilChanged, filter, firstValueFrom, map, type Observable } from 'rxjs';
import type { OnefoldError } from '../model/onefold-error';
import type { AuthUser } from './auth-user';
import type { LoginOptions } from './login-options';

/**
 * Whether a user is signed in. `loading`: not known yet; always during server-side rendering. `failed`: the session could not be
 * checked, or belongs to another user.
 */
export type AuthStatus = 'loading' | 'anonymous' | 'authenticated' | 'failed';

/** Options of `AuthService.accessToken()`. */
export interface AccessTokenOptions {
  /** Bypasses the cache. Parallel calls for the same audience share one renewal. */
  readonly renew?: boolean;
  /** The API the token is for. Default: `audience` of the configuration. */
  readonly audience?: string;
  /** Its scopes, separated by spaces. Default: `scope` of the configuration. */
  readonly scope?: string;
}

/** The state that an implementation of {@link AuthService} publishes. */
export interface AuthState {
  readonly status: AuthStatus;
  readonly user: AuthUser | null;
  readonly failure: OnefoldError | null;
}

/** No user is signed in. */
export const ANONYMOUS: AuthState = { status: 'anonymous', user: null, failure: null };

/**
 * The session of the signed-in user: checks it when the application starts, consumes the sign-in callback and provides
 * access tokens. During server-side rendering the status stays `loading` and the browser decides. Provided
 * by `provideOnefold()`.
 *
 * @example
 * readonly auth = inject(AuthService);
 * // @if (auth.user(); as user) { {{ user.name }} } @else { <button (click)="auth.login()">Sign in</button> }
 */
@Injectable({
  providedIn: 'root',
  useFactory: () => {
    throw new Error(
      '@onefold/angular: AuthService is not provided. Add provideOnefold() to the providers of bootstrapApplication() ' +
        'or of the root module, or provideFakeAuth() of @onefold/angular/testing to those of a test.',
    );
  },
})
export abstract class AuthService {
  private readonly states = new BehaviorSubject<AuthState>({ status: 'loading', user: null, failure: null });
  private readonly latest = signal(this.states.value);

  /** Whether a user is signed in. Replays the latest; `loading` until the first check ends. */
  readonly status$: Observable<AuthStatus> = this.states.pipe(
    map(({ status }) => status),
    distinctUntilChanged(),
  );
  /** Signal equivalent of {@link status$}. */
  readonly status: Signal<AuthStatus> = computed(() => this.latest().status);
  /** The signed-in user, or `null`. Replays the latest. */
  readonly user$: Observable<AuthUser | null> = this.states.pipe(
    map(({ user }) => user),
    distinctUntilChanged(),
  );
  /** Signal equivalent of {@link user$}. */
  readonly user: Signal<AuthUser | null> = computed(() => this.latest().user);
  /** Why `status` is `failed`, or why the last sign-in failed; otherwise `null`. */
  readonly failure: Signal<OnefoldError | null> = computed(() => this.latest().failure);

  /**
   * Leaves the page to sign in. Rejects with an `OnefoldError`, also available as `failure`, if the page cannot be left.
   * After `session_changed` it requires credentials, so that the user can choose an account.
   */
  abstract login(options?: LoginOptions): Promise<void>;

  /** Ends the session here, in all tabs and at Auth0, and leaves the page. Rejects with an `OnefoldError`. */
  abstract logout(): Promise<void>;

  /**
   * Returns the access token. Waits while the session is being checked. Rejects with an `OnefoldError`: `session_expired`
   * if no user is signed in.
   */
  abstract accessToken(options?: AccessTokenOptions): Promise<string>;

  /** Checks the session again, e.g. for a "try again" button after `offline`. Never rejects: see `status`. */
  abstract check(): Promise<void>;

  /**
   * Resolves when the session has been checked, for guards that run beside `authGuard`. During server-side rendering it
   * resolves to `loading` at once.
   *
   * @example
   * const adminGuard: CanActivateFn = async () => {
   *   const auth = inject(AuthService);
   *   const status = await auth.whenSettled();
   *   return status === 'loading' || isAdmin(auth.user());
   * };
   */
  async whenSettled(): Promise<AuthStatus> {
    return (await this.settled()).status;
  }

  /** The state once it is no longer `loading`; during server-side rendering, the current state. */
  protected settled(): Promise<AuthState> {
    return firstValueFrom(this.states.pipe(filter(({ status }) => status !== 'loading')));
  }

  /** The current state. */
  protected get state(): AuthState {
    return this.states.value;
  }

  /** Publishes a state. */
  protected publish(state: AuthState): void {
    this.latest.set(state);
    this.states.next(state);
  }
}
