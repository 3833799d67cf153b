import { isPlatformBrowser, Location } from '@angular/common';
import { ApplicationInitStatus, DestroyRef, EnvironmentInjector, inject, Injectable, PLATFORM_ID } from '@angular/core';
import { Router } from '@angular/router';
import { AuthGuard, authGuardFn, type IdToken } from '@auth0/auth0-angular';
import {
  AppUrl,
  authGuard,
  AuthService,
  ONEFOLD_CONFIG,
  onefoldError,
  type AccessTokenOptions,
  type LoginOptions,
  type OnefoldError,
  type OnefoldErrorCode,
  ɵANONYMOUS as ANONYMOUS,
  type ɵAuthState as State,
  ɵauthorizationParams as authorizationParams,
  ɵfromAuth0Error as fromAuth0Error,
  ɵleaveGuardedPage as leaveGuardedPage,
  ɵsafeReturnPath as safeReturnPath,
  ɵSessionChannel as SessionChannel,
  type ɵSessionMessage as SessionMessage,
  ɵsubjectFingerprint as subjectFingerprint,
  ɵtoAuthUser as toAuthUser,
} from '@onefold/angular';
import { firstValueFrom, Subscription } from 'rxjs';
import {
  afterSignOut,
  injectHostClient,
  reportOtherApplication,
  secondTokenUnavailable,
  type HostClient,
  whenConfigured,
} from './host-client';

/** What a sign-in keeps over the redirect; `@auth0/auth0-angular` navigates to `target` afterwards. */
interface HostAppState {
  readonly target?: string;
  /** The only user this sign-in accepts. */
  readonly onefoldSubject?: string;
}

/** Guards that require a user. */
const GUARDS: readonly unknown[] = [authGuard, authGuardFn, AuthGuard];

/** Failures of the session check after which it is unknown whether a user is signed in. */
const UNCHECKED: ReadonlySet<OnefoldErrorCode> = new Set([
  'offline',
  'server_error',
  'login_timeout',
  'configuration_invalid',
]);

/** `AuthService` on the application's own `@auth0/auth0-angular` client. */
@Injectable()
export class Auth0AngularAuthService extends AuthService {
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly appUrl = inject(AppUrl);
  private readonly location = inject(Location);
  private readonly router = inject(Router);
  /** `@auth0/auth0-angular` needs one. */
  private readonly inBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  /** `null` on a server, and until the application has configured it. */
  private host: HostClient | null = null;
  private channel: SessionChannel | undefined;
  /** Pending renewals by audience and scope. */
  private readonly renewals = new Map<string, Promise<string>>();
  private leaving: Promise<void> | undefined;
  /** The only user that the sign-in which has just returned accepts. */
  private expected: string | undefined;
  /** The latest error of the application's client that no state has shown yet. */
  private pending: OnefoldError | null = null;

  constructor() {
    super();
    if (!this.inBrowser) return;
    const { searchParams } = new URL(this.appUrl.href);
    const isResponse = searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
    inject(DestroyRef).onDestroy(() => this.channel?.close());
    const injector = inject(EnvironmentInjector);
    // Later, because the initializers may inject this service.
    const initialized = () => Promise.resolve().then(() => injector.get(ApplicationInitStatus).donePromise);
    whenConfigured(() => {
      const host = (this.host = injectHostClient());
      this.follow(isResponse && host.config.get().skipRedirectCallback !== true);
      afterSignOut(host.client, () => {
        this.appUrl.reloadOnReturn();
        this.channel?.send({ kind: 'signed-out' });
        this.publish(ANONYMOUS);
      });
      void this.connect();
    }, initialized);
  }

  override async login(options: LoginOptions = {}): Promise<void> {
    this.leaving ??= this.leave(options).finally(() => (this.leaving = undefined));
    return this.leaving;
  }

  override async logout(): Promise<void> {
    try {
      await firstValueFrom(this.browser().service.logout({ logoutParams: { returnTo: this.appUrl.home } }));
    } catch (error) {
      throw fromAuth0Error(error);
    }
  }

  override async accessToken({ renew = false, ...api }: AccessTokenOptions = {}): Promise<string> {
    const { user, failure } = await this.settled();
    if (!user) throw failure ?? onefoldError('session_expired', 'No user is signed in.', null);
    const key = JSON.stringify([api.audience, api.scope]);
    const running = this.renewals.get(key);
    if (running) return running;
    const token = this.token(user.sub, renew, api);
    if (!renew) return token;
    const renewal = token.finally(() => this.renewals.delete(key));
    this.renewals.set(key, renewal);
    return renewal;
  }

  override async check(): Promise<void> {
    if (!this.host) return;
    const { client, state } = this.host;
    try {
      await client.checkSession();
    } catch (error) {
      // `status` shows it.
      this.pending = fromAuth0Error(error);
    }
    state.refresh();
  }

  protected override settled(): Promise<State> {
    return this.inBrowser ? super.settled() : Promise.resolve(this.state);
  }

  /**
   * Publishes the states of the application's client.
   *
   * @param returned Whether this page is the callback of a sign-in, which that client is consuming.
   */
  private follow(returned: boolean): void {
    const { service } = this.browser();
    let callback = returned;
    const received = new Subscription();
    // `takeUntilDestroyed()` would add its file, with `toSignal()` and `toObservable()`, to the first load.
    inject(DestroyRef).onDestroy(() => received.unsubscribe());
    received.add(service.error$.subscribe((error) => (this.pending = fromAuth0Error(error))));
    received.add(
      service.appState$.subscribe((appState: HostAppState) => {
        this.expected = appState.onefoldSubject;
      }),
    );
    const onClaims = (claims: IdToken | null | undefined): void => {
      const user = toAuthUser(claims);
      const failure = this.pending;
      this.pending = null;
      if (user) {
        this.adopt(user, callback);
      } else if (callback && failure) {
        // A rejected or repeated callback leaves an existing session unchanged.
        this.pending = failure;
        void this.check();
      } else if (failure && UNCHECKED.has(failure.code)) {
        this.publish({ status: 'failed', user: null, failure });
      } else {
        this.publish({ ...ANONYMOUS, failure: failure?.code === 'session_expired' ? null : failure });
      }
      callback = false;
    };
    received.add(service.idTokenClaims$.subscribe(onClaims));
  }

  private adopt(user: NonNullable<ReturnType<typeof toAuthUser>>, callback: boolean): void {
    const { expected } = this;
    this.expected = undefined;
    if (expected !== undefined && expected !== user.sub) {
      this.publish({ status: 'failed', user: null, failure: sessionChanged() });
      return;
    }
    if (this.state.user?.sub === user.sub) return;
    this.publish({ status: 'authenticated', user, failure: null });
    if (callback) void this.announce(user.sub);
  }

  private async announce(sub: string): Promise<void> {
    const { clientId } = await this.config.catch(() => ({ clientId: null }));
    if (clientId !== null) {
      this.channel?.send({ kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, sub) });
    }
  }

  private async connect(): Promise<void> {
    try {
      const config = await this.config;
      this.channel = new SessionChannel(config.clientId, (message) => {
        // `receive` has already set the state.
        this.receive(message, config.clientId).catch(() => undefined);
      });
      reportOtherApplication(this.browser(), config);
    } catch {
      // The configuration is invalid, which `Configuration` has reported: nothing can be linked.
    }
  }

  private async receive(message: SessionMessage, clientId: string): Promise<void> {
    const { user } = this.state;
    if (!user) return;
    if (message.kind === 'signed-out') {
      this.publish(ANONYMOUS);
    } else if (message.fingerprint !== (await subjectFingerprint(clientId, user.sub))) {
      this.publish({ status: 'failed', user: null, failure: (this.pending = sessionChanged()) });
    } else {
      return;
    }
    await leaveGuardedPage(this.router, this.appUrl, () => this.forget(clientId), GUARDS);
  }

  /** Drops the tokens, in the page and in the SDK's worker. The cookies may be those of the next user. */
  private async forget(clientId: string): Promise<void> {
    const restoreCookies = await import('@onefold/angular/session').then(
      ({ ɵkeepSdkCookies: keepSdkCookies }) => keepSdkCookies(clientId, document),
      () => undefined, // Without a connection: dropping the tokens matters more.
    );
    try {
      await firstValueFrom(this.browser().service.logout({ openUrl: false }));
    } finally {
      restoreCookies?.();
    }
  }

  private async leave(options: LoginOptions): Promise<void> {
    const { service } = this.browser();
    const { user, failure } = this.state;
    const reauthenticate = ['session_changed', 'login_denied'].includes(failure?.code ?? '') && {
      prompt: 'login' as const,
      maxAge: 0,
    };
    const appState: HostAppState = {
      target: safeReturnPath(options.returnTo ?? (this.location.path(true) || '/')),
      ...(options.keepSubject && user && { onefoldSubject: user.sub }),
    };
    try {
      await firstValueFrom(
        service.loginWithRedirect({
          appState,
          authorizationParams: authorizationParams({ ...reauthenticate, ...options }),
        }),
      );
      this.appUrl.reloadOnReturn();
    } catch (error) {
      const failed = fromAuth0Error(error);
      this.publish({ ...this.state, failure: failed });
      throw failed;
    }
  }

  private async token(
    sub: string,
    renew: boolean,
    api: Pick<AccessTokenOptions, 'audience' | 'scope'>,
  ): Promise<string> {
    const { client, config, state } = this.browser();
    const { audience, scope } = { ...(await this.config), ...api };
    // The application's own token, unless the linking API has another audience.
    const foreign = audience !== undefined && audience !== config.get().authorizationParams?.['audience'];
    try {
      const token = await client.getTokenSilently({
        ...(renew && { cacheMode: 'off' }),
        ...(foreign && { authorizationParams: { audience, scope } }),
      });
      // A silent check through Auth0's session may have returned another user.
      if (toAuthUser(await client.getIdTokenClaims())?.sub !== sub) throw sessionChanged();
      if (!token) throw onefoldError('session_expired', 'The session has ended.', null);
      return token;
    } catch (error) {
      if (foreign && (error as { error?: unknown } | null)?.error === 'missing_refresh_token') {
        throw secondTokenUnavailable(audience, error);
      }
      const failure = fromAuth0Error(error);
      if (failure.code === 'session_changed') this.publish({ status: 'failed', user: null, failure });
      if (failure.code === 'session_expired') {
        this.publish({ ...ANONYMOUS, failure });
        state.refresh();
      }
      throw failure;
    }
  }

  private browser(): HostClient {
    if (!this.host) throw onefoldError('session_expired', 'Signing in needs a browser.', null);
    return this.host;
  }
}

function sessionChanged(): OnefoldError {
  return onefoldError('session_changed', 'The browser is signed in as a different user than before.', null);
}
