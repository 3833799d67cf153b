import { isPlatformBrowser, Location } from '@angular/common';
import {
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  ErrorHandler,
  inject,
  Injectable,
  InjectionToken,
  PLATFORM_ID,
} from '@angular/core';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';
import { filter, firstValueFrom } from 'rxjs';
import { ONEFOLD_CONFIG } from '../../configuration/configuration.service';
import { STARTED_SESSION } from '../../configuration/onefold-feature';
import { isOnefoldError, onefoldError, type OnefoldError } from '../../model/onefold-error';
import { AppUrl } from '../app-url.service';
import { leaveGuardedPage } from '../auth.guard';
import { ANONYMOUS, AuthService, type AccessTokenOptions, type AuthState } from '../auth.service';
import type { LoginOptions } from '../login-options';
import { DEFAULT_RETURN_PATH, safeReturnPath } from '../return-path';
import type { Session } from './session';
import { SessionChannel, type SessionMessage } from '../session-channel';
import { hasSessionHint } from '../session-hint';
import type { AuthClientFactory } from './auth-client';

declare const ngDevMode: boolean | undefined;

/** Loads the code of the Auth0 client, so that the SDK stays out of the first load. Internal. */
export const AUTH_CLIENT_LOADER = new InjectionToken<() => Promise<AuthClientFactory>>('onefold.auth-client-loader', {
  factory: () => () => import('./create-auth0-client').then(({ createAuth0Client }) => createAuth0Client),
});

/**
 * `AuthService` on Onefold's own Auth0 client. Loads Auth0's SDK only if the browser has a session hint or a sign-in
 * starts.
 */
@Injectable()
export class OwnAuthService extends AuthService {
  private readonly environment = inject(EnvironmentInjector);
  private readonly location = inject(Location);
  private readonly appUrl = inject(AppUrl);
  private readonly document = inject(DOCUMENT);
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly loadClient = inject(AUTH_CLIENT_LOADER);
  private readonly started = inject(STARTED_SESSION);
  private readonly inBrowser = isPlatformBrowser(inject(PLATFORM_ID));

  private session: Promise<Session> | undefined;
  private channel: SessionChannel | undefined;
  private leaving: Promise<void> | undefined;
  /** Whether the last check found another user than before. */
  private foundOtherUser = false;
  /** Counts changes of the session, so that a slow response does not overwrite a newer one. */
  private turn = 0;

  constructor() {
    super();
    if (this.inBrowser) {
      // Read now: the router may rewrite the URL before the configuration has loaded.
      void this.start(this.appUrl.href);
      const onFocus = (): void => {
        // After a reload during a second sign-in: its window, now closed, has signed in the former user again.
        if (this.foundOtherUser) void this.check();
      };
      // `takeUntilDestroyed()` would add its file, with `toSignal()` and `toObservable()`, to the first load.
      window.addEventListener('focus', onFocus);
      inject(DestroyRef).onDestroy(() => {
        window.removeEventListener('focus', onFocus);
        this.channel?.close();
      });
      if (typeof ngDevMode === 'undefined' || ngDevMode) {
        // Fails if the application has been destroyed.
        import('./two-clients')
          .then(({ reportTwoClients }) => reportTwoClients(this.environment))
          .catch(() => undefined);
      }
    }
  }

  override async login(options: LoginOptions = {}): Promise<void> {
    this.leaving ??= this.leave(options).finally(() => (this.leaving = undefined));
    return this.leaving;
  }

  override async logout(): Promise<void> {
    const session = await this.open();
    this.turn++;
    try {
      await session.logout();
    } catch (error) {
      // The outcome of a check that was under way is ignored, so check again.
      if (this.state.status === 'loading') void this.checkSession(null);
      throw error;
    }
    this.appUrl.reloadOnReturn();
    this.channel?.send({ kind: 'signed-out' });
    this.publish(ANONYMOUS);
  }

  override async accessToken(options: AccessTokenOptions = {}): Promise<string> {
    const { status, failure } = await this.settled();
    if (status !== 'authenticated') throw failure ?? onefoldError('session_expired', 'No user is signed in.', null);
    const turn = this.turn;
    try {
      const session = await this.open();
      return await session.accessToken(options);
    } catch (error) {
      // The caller receives every error; the status changes only if the session itself is lost.
      const failure = asOnefoldError(error);
      const lost = failure.code === 'session_changed' ? 'failed' : failure.code === 'session_expired' && 'anonymous';
      if (lost && turn === this.turn) this.publish({ status: lost, user: null, failure });
      throw failure;
    }
  }

  override async check(): Promise<void> {
    if (this.inBrowser) await this.checkSession(null);
  }

  protected override settled(): Promise<AuthState> {
    return this.inBrowser ? super.settled() : Promise.resolve(this.state);
  }

  private async start(openedAt: string): Promise<void> {
    // The session hint is available before the configuration, so fetch the SDK in parallel.
    if (hasSessionHint(this.document.cookie)) this.loadClient().catch(() => undefined); // `open()` reports it.
    try {
      const { clientId, callbackPath, linkCallbackPath } = await this.config;
      this.channel = new SessionChannel(clientId, (message) => {
        // `receive` has already set the state, or the caller that opened the session reports the failure.
        this.receive(message).catch(() => undefined);
      });
      if (this.appUrl.isAt(linkCallbackPath, openedAt)) {
        // The code in the URL belongs to the link flow, and so does the browser's session until that flow ends.
        await this.navigationAwayFrom(linkCallbackPath);
      } else if (this.appUrl.isCallback(callbackPath, openedAt)) {
        await this.consumeCallback(openedAt);
        return;
      }
      await this.checkSession(null);
      // The callback page without a response to consume: opened by hand, or by another application's redirect.
      if (this.appUrl.isAt(callbackPath, openedAt) && this.appUrl.isAt(callbackPath)) this.goTo('/');
    } catch (error) {
      this.publish({ status: 'failed', user: null, failure: asOnefoldError(error) });
    }
  }

  private async checkSession(failure: OnefoldError | null): Promise<void> {
    const turn = ++this.turn;
    let state: AuthState = { ...ANONYMOUS, failure };
    try {
      const again = this.foundOtherUser;
      if (again || hasSessionHint(this.document.cookie, (await this.config).clientId)) {
        const session = await this.open();
        // The client has the tokens of the other user, and would not ask Auth0 again.
        if (again) await session.forget();
        const user = await session.check();
        if (user) state = { status: 'authenticated', user, failure };
      }
    } catch (error) {
      // Reported through the status: no caller awaits the outcome of this promise.
      state = { status: 'failed', user: null, failure: asOnefoldError(error) };
    }
    if (turn !== this.turn) return;
    this.foundOtherUser = state.failure?.code === 'session_changed';
    this.publish(state);
  }

  private async consumeCallback(url: string): Promise<void> {
    const session = await this.open();
    const { user, failure, returnTo } = await session.handleCallback(url);
    // Invalidates a check that started earlier.
    this.turn++;
    if (user && session.fingerprint) {
      this.publish({ status: 'authenticated', user, failure: null });
      this.channel?.send({ kind: 'signed-in', fingerprint: session.fingerprint });
    } else {
      // A second login that was refused leaves the first one unchanged.
      await this.checkSession(failure);
    }
    // Hash routing would keep the used response in the address, for the next reload.
    this.appUrl.dropQuery('code', 'state', 'error', 'error_description');
    // A guarded target would ask for the login that has just failed.
    this.goTo(this.state.user ? await this.returnPath(returnTo) : '/');
  }

  /** Leaves the callback page. An exception or an unknown route there is the application's error, not the session's. */
  private goTo(path: string): void {
    this.environment
      .get(Router)
      .navigateByUrl(path, { replaceUrl: true })
      .catch((error: unknown) => {
        this.environment.get(ErrorHandler).handleError(error);
      });
  }

  private async leave(options: LoginOptions): Promise<void> {
    // Auth0 would sign in the same user again.
    const reauthenticate = ['session_changed', 'login_denied'].includes(this.failure()?.code ?? '');
    try {
      const returnTo = await this.returnPath(options.returnTo ?? (this.location.path(true) || '/'));
      const session = await this.open();
      await session.login({ ...(reauthenticate && { prompt: 'login', maxAge: 0 }), ...options, returnTo });
      // Without a user a guarded page would be empty.
      this.appUrl.reloadOnReturn();
    } catch (error) {
      // Report it to both: the caller's promise, and the page that shows `failure`.
      const failure = asOnefoldError(error);
      this.publish({ ...this.state, failure });
      throw failure;
    }
  }

  private async returnPath(value: unknown): Promise<string> {
    const { callbackPath, linkCallbackPath } = await this.config;
    const path = safeReturnPath(value);
    return [callbackPath, linkCallbackPath].includes(path.split(/[?#]/)[0] ?? '') ? DEFAULT_RETURN_PATH : path;
  }

  private async navigationAwayFrom(path: string): Promise<void> {
    const { events } = this.environment.get(Router);
    // Skip if the user has left the page, or is leaving it, while the configuration was loading.
    if (!this.appUrl.isAt(path)) return;
    await firstValueFrom(
      events.pipe(
        filter(
          (event) =>
            (event instanceof NavigationStart || event instanceof NavigationEnd) && event.url.split(/[?#]/)[0] !== path,
        ),
      ),
    );
  }

  private async receive(message: SessionMessage): Promise<void> {
    const { status } = this.state;
    // The pending check or callback settles it.
    if (message.kind === 'signed-in' && status === 'loading') return;
    if (message.kind === 'signed-in' && status !== 'authenticated') return this.checkSession(null);
    const session = await this.session;
    if (message.kind === 'signed-out') {
      this.turn++;
      this.publish(ANONYMOUS);
      await this.leaveContent(session);
    } else if (session?.fingerprint !== message.fingerprint) {
      const { sessionChanged } = await import('./create-auth0-client');
      this.turn++;
      this.publish({ status: 'failed', user: null, failure: sessionChanged() });
      await this.leaveContent(session);
    }
  }

  /** The page shows the former user's data, and the client has their tokens. */
  private leaveContent(session: Session | undefined): Promise<void> {
    return leaveGuardedPage(this.environment.get(Router), this.appUrl, () => session?.forget());
  }

  private open(): Promise<Session> {
    return (this.session ??= this.createSession().catch((error: unknown) => {
      // Forget the failure, so that trying again fetches the code again.
      this.session = undefined;
      throw error;
    }));
  }

  private async createSession(): Promise<Session> {
    const config = await this.config;
    const [createClient, started, { Session, SubjectFingerprint }] = await Promise.all([
      this.loadClient(),
      this.started,
      import('./create-auth0-client'),
    ]);
    const urls = { redirectUri: this.appUrl.absolute(config.callbackPath), logoutUri: this.appUrl.home };
    return new Session(
      createClient(config, urls, started),
      new SubjectFingerprint(config.clientId, () => localStorage),
    );
  }
}

/** A chunk that could not be fetched rejects with the browser's own error. */
function asOnefoldError(error: unknown): OnefoldError {
  if (isOnefoldError(error)) return error;
  return onefoldError(navigator.onLine ? 'unexpected' : 'offline', 'Signing in could not begin.', error);
}
