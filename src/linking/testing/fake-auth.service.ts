import { computed, Injectable, type Provider, signal } from '@angular/core';
import {
  AuthService,
  onefoldError,
  type AuthStatus,
  type AuthUser,
  type LoginOptions,
  type OnefoldError,
} from '@onefold/angular';
import { BehaviorSubject, distinctUntilChanged, map } from 'rxjs';

interface FakeAuthState {
  readonly status: AuthStatus;
  readonly user: AuthUser | null;
  readonly failure: OnefoldError | null;
}

/**
 * An `AuthService` that a test drives: it leaves no page and asks no server. Begins as `anonymous`.
 *
 * @example
 * TestBed.configureTestingModule({ providers: [provideFakeAuth()] });
 * TestBed.inject(FakeAuthService).signIn({ sub: 'auth0|ada', name: 'Ada' });
 */
@Injectable({ providedIn: 'root' })
export class FakeAuthService implements Pick<AuthService, keyof AuthService> {
  private readonly state$ = new BehaviorSubject<FakeAuthState>({ status: 'anonymous', user: null, failure: null });
  private readonly state = signal(this.state$.value);
  private renewals = 0;

  readonly status$ = this.state$.pipe(
    map(({ status }) => status),
    distinctUntilChanged(),
  );
  readonly status = computed(() => this.state().status);
  readonly user$ = this.state$.pipe(
    map(({ user }) => user),
    distinctUntilChanged(),
  );
  readonly user = computed(() => this.state().user);
  readonly failure = computed(() => this.state().failure);

  /** What `login()` was called with, oldest first. */
  readonly logins: LoginOptions[] = [];
  /** How often `logout()` was called. */
  logouts = 0;
  /** How often `check()` was called. */
  checks = 0;
  /** Set it to make `login()`, `logout()` and `accessToken()` reject. */
  rejection: OnefoldError | null = null;

  /** The session is being checked. */
  load(): void {
    this.set({ status: 'loading', user: null, failure: null });
  }

  /** Somebody is signed in. */
  signIn(
    user: AuthUser = { sub: 'auth0|ada', name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
  ): void {
    this.set({ status: 'authenticated', user, failure: null });
  }

  /** Nobody is signed in; with a failure: because the last login came back without success. */
  signOut(failure: OnefoldError | null = null): void {
    this.set({ status: 'anonymous', user: null, failure });
  }

  /** The session could not be checked. */
  fail(failure: OnefoldError): void {
    this.set({ status: 'failed', user: null, failure });
  }

  async login(options: LoginOptions = {}): Promise<void> {
    this.logins.push(options);
    if (this.rejection) throw this.rejection;
  }

  async logout(): Promise<void> {
    this.logouts++;
    if (this.rejection) throw this.rejection;
    this.signOut();
  }

  async check(): Promise<void> {
    this.checks++;
  }

  /** `fake-token-0`; each renewal counts up. */
  async accessToken(options: { readonly renew?: boolean } = {}): Promise<string> {
    if (this.rejection) throw this.rejection;
    if (this.state().status !== 'authenticated') throw onefoldError('session_expired', 'Nobody is signed in.', null);
    if (options.renew) this.renewals++;
    return `fake-token-${this.renewals}`;
  }

  private set(state: FakeAuthState): void {
    this.state.set(state);
    this.state$.next(state);
  }
}

/** Puts {@link FakeAuthService} in the place of `AuthService`. */
export function provideFakeAuth(): Provider[] {
  return [{ provide: AuthService, useExisting: FakeAuthService }];
}
