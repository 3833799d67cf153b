import type { AuthClient, TokenRequest } from '../../auth/own-client/auth-client';
import type { AuthUser } from '../../auth/auth-user';
import type { LoginOptions } from '../../auth/login-options';

/**
 * A hand-written {@link AuthClient} for our specs: a browser session (`sso`) and a local one (`local`), as in Auth0's
 * SDK.
 */
export class FakeAuthClient implements AuthClient {
  /** Whose session the browser holds at Auth0. */
  sso: AuthUser | null = null;
  /** Whose tokens are in the cache. */
  local: AuthUser | null = null;
  /** Thrown by the next silent call, callback, login or logout. */
  failure: Error | null = null;
  /** The restored state of the callback. */
  returnTo: string | undefined;
  /** Whether the returning login was sent with `keepSubject`. */
  keepSubject = false;
  /** The recorded calls, oldest first. */
  readonly calls: string[] = [];
  readonly logins: (LoginOptions & { readonly returnTo: string })[] = [];
  private serial = 0;

  user(): Promise<AuthUser | null> {
    return Promise.resolve(this.local);
  }

  async accessToken({ renew, audience }: TokenRequest): Promise<string> {
    this.calls.push(`${renew ? 'renew' : 'token'}${audience === undefined ? '' : ` for ${audience}`}`);
    if (this.failure) throw this.failure;
    if (renew || !this.local) {
      this.serial++;
      this.local = this.sso;
    }
    if (!this.local) throw Object.assign(new Error('Login required'), { error: 'login_required' });
    return audience === undefined ? `token-${this.serial}` : `token-${this.serial}-for-${audience}`;
  }

  async login(options: LoginOptions & { readonly returnTo: string }): Promise<void> {
    this.calls.push('login');
    if (this.failure) throw this.failure;
    this.logins.push(options);
  }

  async handleCallback(url: string): Promise<{ readonly returnTo: string | undefined; readonly keepSubject: boolean }> {
    this.calls.push(`callback ${new URL(url).search}`);
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
    this.local = this.sso;
    return { returnTo: this.returnTo, keepSubject: this.keepSubject };
  }

  async logout(): Promise<void> {
    this.calls.push('logout');
    if (this.failure) throw this.failure;
    this.local = null;
  }

  async forget(): Promise<void> {
    this.calls.push('forget');
    this.local = null;
  }
}
