import { Injectable, type Provider } from '@angular/core';
import { AuthService, onefoldError, type AuthUser, type LoginOptions, type OnefoldError } from '@onefold/angular';

/**
 * An `AuthService` controlled by a test: it leaves no page and sends no request. Starts as `anonymous`.
 *
 * @example
 * TestBed.configureTestingModule({ providers: [provideFakeAuth()] });
 * TestBed.inject(FakeAuthService).signIn({ sub: 'auth0|ada', name: 'Ada' });
 */
@Injectable({ providedIn: 'root' })
export class FakeAuthService extends AuthService {
  private renewals = 0;

  /** Arguments of the calls of `login()`, oldest first. */
  readonly logins: LoginOptions[] = [];
  /** How often `logout()` was called. */
  logouts = 0;
  /** How often `check()` was called. */
  checks = 0;
  /** Set it to make `login()`, `logout()` and `accessToken()` reject. */
  rejection: OnefoldError | null = null;

  constructor() {
    super();
    this.signOut();
  }

  /** The session is being checked. */
  load(): void {
    this.publish({ status: 'loading', user: null, failure: null });
  }

  /** A user is signed in. */
  signIn(
    user: AuthUser = { sub: 'auth0|ada', name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
  ): void {
    this.publish({ status: 'authenticated', user, failure: null });
  }

  /** No user is signed in; with a failure, because the last sign-in failed. */
  signOut(failure: OnefoldError | null = null): void {
    this.publish({ status: 'anonymous', user: null, failure });
  }

  /** The session could not be checked. */
  fail(failure: OnefoldError): void {
    this.publish({ status: 'failed', user: null, failure });
  }

  override async login(options: LoginOptions = {}): Promise<void> {
    this.logins.push(options);
    if (this.rejection) throw this.rejection;
  }

  override async logout(): Promise<void> {
    this.logouts++;
    if (this.rejection) throw this.rejection;
    this.signOut();
  }

  override async check(): Promise<void> {
    this.checks++;
  }

  /** `fake-token-0`; each renewal counts up. */
  override async accessToken(options: { readonly renew?: boolean } = {}): Promise<string> {
    if (this.rejection) throw this.rejection;
    if (this.state.status !== 'authenticated') throw onefoldError('session_expired', 'No user is signed in.', null);
    if (options.renew) this.renewals++;
    return `fake-token-${this.renewals}`;
  }
}

/** Provides {@link FakeAuthService} as `AuthService`. */
export function provideFakeAuth(): Provider[] {
  return [{ provide: AuthService, useExisting: FakeAuthService }];
}
