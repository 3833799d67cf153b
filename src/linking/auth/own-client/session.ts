import { onefoldError, type OnefoldError } from '../../model/onefold-error';
import { fromAuth0Error } from '../auth0-error';
import { subjectFingerprint } from '../subject-fingerprint';
import type { AccessTokenOptions } from '../auth.service';
import type { AuthClient, TokenRequest } from './auth-client';
import type { AuthUser } from '../auth-user';
import type { LoginOptions } from '../login-options';

/** The outcome of a login callback. */
export interface CallbackResult {
  readonly user: AuthUser | null;
  readonly failure: OnefoldError | null;
  readonly returnTo: string | undefined;
}

/**
 * The session of one user. It never silently switches to another user, regardless of what the client returns. All
 * methods reject with an `OnefoldError`. Loaded lazily together with the Auth0 adapter.
 */
export class Session {
  private readonly client: AuthClient;
  private readonly subject: SubjectFingerprint;
  private current: string | undefined;
  /** Pending renewals by audience and scope. */
  private readonly renewals = new Map<string, Promise<string>>();

  constructor(client: AuthClient, subject: SubjectFingerprint) {
    this.client = client;
    this.subject = subject;
  }

  /** Fingerprint of this session's user. */
  get fingerprint(): string | undefined {
    return this.current;
  }

  /** Checks silently who is signed in; `null` if no user is. */
  async check(): Promise<AuthUser | null> {
    try {
      await this.client.accessToken({ renew: false });
    } catch (error) {
      const failure = fromAuth0Error(error);
      // No user is signed in, or interaction is required; signing in resolves both.
      if (failure.code === 'session_expired') return null;
      throw failure;
    }
    return this.adopt(this.subject.read());
  }

  /** Consumes a login callback. An explicit login may change the user, unless `keepSubject` is set. */
  async handleCallback(url: string): Promise<CallbackResult> {
    let returnTo: string | undefined;
    try {
      const back = await this.client.handleCallback(url);
      returnTo = back.returnTo;
      const expected = back.keepSubject ? this.subject.read() : null;
      return { user: await this.adopt(expected), failure: null, returnTo };
    } catch (error) {
      returnTo ??= appStateTarget(error);
      return { user: null, failure: fromAuth0Error(error), returnTo };
    }
  }

  async login(options: LoginOptions & { readonly returnTo: string }): Promise<void> {
    await this.client.login(options).catch(rethrow);
  }

  /** After a failure the session is still that of its user, and of no other. */
  async logout(): Promise<void> {
    await this.client.logout().catch(rethrow);
    this.subject.clear();
    this.current = undefined;
  }

  /** Drops the tokens after another tab has logged out. */
  async forget(): Promise<void> {
    this.current = undefined;
    await this.client.forget().catch(rethrow);
  }

  /** The access token. Parallel calls share one renewal, because rotation allows a refresh token one use. */
  accessToken({ renew = false, ...api }: AccessTokenOptions): Promise<string> {
    const key = JSON.stringify([api.audience, api.scope]);
    const running = this.renewals.get(key);
    if (running) return running;
    const token = this.token({ renew, ...api });
    if (!renew) return token;
    const renewal = token.finally(() => this.renewals.delete(key));
    this.renewals.set(key, renewal);
    return renewal;
  }

  private async token(options: TokenRequest): Promise<string> {
    const token = await this.client.accessToken(options).catch(rethrow);
    // The iframe fallback may have returned tokens for a different user who now holds the browser's session.
    const user = await this.client.user();
    if (!token || !user) throw onefoldError('session_expired', 'The session has ended.', null);
    await this.assertSame(user, this.current ?? null);
    return token;
  }

  private async adopt(expected: string | null): Promise<AuthUser | null> {
    const user = await this.client.user();
    if (!user) return null;
    this.current = await this.assertSame(user, expected);
    this.subject.write(this.current);
    return user;
  }

  private async assertSame(user: AuthUser, expected: string | null): Promise<string> {
    const fingerprint = await this.subject.of(user.sub);
    if (expected !== null && expected !== fingerprint) throw sessionChanged();
    return fingerprint;
  }
}

/** The browser's session now belongs to a different user. */
export function sessionChanged(): OnefoldError {
  return onefoldError('session_changed', 'The browser is signed in as another person than before.', null);
}

function rethrow(error: unknown): never {
  throw fromAuth0Error(error);
}

/** `AuthenticationError` brings the `appState` of the failed login. */
function appStateTarget(error: unknown): string | undefined {
  const target = (error as { appState?: { target?: unknown } | null } | null)?.appState?.target;
  return typeof target === 'string' ? target : undefined;
}

/**
 * Remembers whose session this browser had, without storing who: `onefold.subject.<clientId>` in localStorage holds the
 * SHA-256 of `clientId|sub` in hexadecimal. After a reload the silent check may return a different user, because Auth0
 * keeps one session per browser and a second login replaces it; then the fingerprints differ.
 */
export class SubjectFingerprint {
  private readonly clientId: string;
  private readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  /** @param storage Called for each access, because the browser may refuse it. */
  constructor(clientId: string, storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.clientId = clientId;
    this.storage = storage;
  }

  /** The fingerprint of a subject. */
  of(sub: string): Promise<string> {
    return subjectFingerprint(this.clientId, sub);
  }

  /** The fingerprint of the last known session; null where none is known or storage is forbidden. */
  read(): string | null {
    return this.attempt(() => this.storage().getItem(this.key));
  }

  write(fingerprint: string): void {
    this.attempt(() => this.storage().setItem(this.key, fingerprint));
  }

  clear(): void {
    this.attempt(() => this.storage().removeItem(this.key));
  }

  private get key(): string {
    return `onefold.subject.${this.clientId}`;
  }

  private attempt<T>(access: () => T): T | null {
    try {
      return access();
    } catch {
      // Storage is full or forbidden: the reload check is lost, signing in still works.
      return null;
    }
  }
}
