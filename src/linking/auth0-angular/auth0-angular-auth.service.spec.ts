import { MOCK_PLATFORM_LOCATION_CONFIG } from '@angular/common/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import {
  Auth0ClientService,
  AuthService as HostAuthService,
  provideAuth0,
  type AuthConfig,
} from '@auth0/auth0-angular';
import { AuthService, provideOnefold, type AuthStatus } from '@onefold/angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { filter, firstValueFrom } from 'rxjs';
import { SessionChannel, subjectFingerprint, type SessionMessage } from '../auth/session-channel';
import { withAuth0Angular } from './with-auth0-angular';

const ADA = { sub: 'auth0|ada', name: 'Ada', 'https://example.com/roles': ['admin'] };
const BOB = { sub: 'google-oauth2|bob', name: 'Bob' };

type Claims = typeof ADA | typeof BOB;

/** The application's Auth0 client: a session at Auth0 (`sso`) and tokens in memory (`local`). */
class FakeHostClient {
  sso: Claims | null = null;
  local: Claims | null = null;
  failure: unknown = null;
  appState: object | undefined;
  readonly calls: string[] = [];
  readonly logins: unknown[] = [];
  readonly tokens: unknown[] = [];

  async checkSession(): Promise<void> {
    this.calls.push('check');
    this.local = this.sso;
  }

  async handleRedirectCallback() {
    this.calls.push('callback');
    if (this.failure !== null) throw this.takeFailure();
    this.local = this.sso;
    return { appState: this.appState };
  }

  async getTokenSilently(options: unknown): Promise<string> {
    this.tokens.push(options);
    if (this.failure !== null) throw this.takeFailure();
    this.local = this.sso;
    return `token-${this.tokens.length}`;
  }

  async isAuthenticated(): Promise<boolean> {
    return this.local !== null;
  }

  async getUser() {
    return this.local;
  }

  async getIdTokenClaims() {
    return this.local;
  }

  async loginWithRedirect(options: unknown): Promise<void> {
    this.calls.push('login');
    this.logins.push(options);
  }

  async logout(options: { readonly openUrl?: boolean; readonly logoutParams?: object }): Promise<void> {
    this.calls.push(options.openUrl === false ? 'forget' : `logout ${JSON.stringify(options.logoutParams)}`);
    this.local = null;
  }

  private takeFailure(): Error {
    const { failure } = this;
    this.failure = null;
    return failure as Error;
  }
}

@Component({ selector: 'onefold-host-page-stub', template: 'page' })
class PageComponent {}

let serial = 0;

interface Setup {
  readonly client?: Partial<FakeHostClient>;
  /** Query of the page, which both the test's browser and the router see. */
  readonly search?: string;
  readonly hostConfig?: Partial<AuthConfig>;
}

async function open({ client: given = {}, search = '', hostConfig = {} }: Setup = {}) {
  const clientId = `host-${++serial}`;
  const client = Object.assign(new FakeHostClient(), given);
  history.replaceState(null, '', `${location.pathname}${search}`);
  TestBed.configureTestingModule({
    providers: [
      {
        provide: MOCK_PLATFORM_LOCATION_CONFIG,
        useValue: { startUrl: `https://app.example/${search}`, appBaseHref: '/' },
      },
      provideRouter([{ path: '**', component: PageComponent }]),
      provideOnefold(
        { domain: 'tenant.example.com', clientId, audience: 'https://accounts.example/' },
        withAuth0Angular(),
        withLinkingServer('https://accounts.example'),
      ),
      provideAuth0({ domain: 'tenant.example.com', clientId, ...hostConfig }),
      { provide: Auth0ClientService, useValue: client },
    ],
  });
  const auth = TestBed.inject(AuthService);
  return { auth, client, clientId, host: TestBed.inject(HostAuthService), router: TestBed.inject(Router) };
}

function untilStatus(auth: AuthService, status: AuthStatus): Promise<AuthStatus> {
  return firstValueFrom(auth.status$.pipe(filter((value) => value === status)));
}

const sdkError = (error: string) => Object.assign(new Error(error), { error });

describe('withAuth0Angular', () => {
  const { pathname, search } = location;
  afterEach(() => history.replaceState(null, '', `${pathname}${search}`));

  it('publishes the session that the application’s client found, after one silent check', async () => {
    const { auth, client } = await open({ client: { sso: ADA } });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(auth.user()?.sub).toBe('auth0|ada');
    expect(auth.user()?.claims?.['https://example.com/roles']).toEqual(['admin']);
    expect(client.calls).toEqual(['check']);
  });

  it('is anonymous where the client found no session', async () => {
    const { auth } = await open();
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()).toBeNull();
  });

  it('signs in with the application’s client, which returns to the page', async () => {
    const { auth, client } = await open();
    await auth.whenSettled();
    await auth.login({ returnTo: '/profile?tab=1', connection: 'github', params: { acr_values: 'mfa' } });
    expect(client.logins).toEqual([
      {
        appState: { target: '/profile?tab=1' },
        authorizationParams: jasmine.objectContaining({ connection: 'github', acr_values: 'mfa' }),
      },
    ]);
  });

  it('leaves the callback to the application’s client', async () => {
    const { auth, client, router } = await open({
      client: { sso: ADA, appState: { target: '/profile' } },
      search: '?code=c&state=s',
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['callback']);
    await firstValueFrom(router.events.pipe(filter(() => router.url === '/profile')));
  });

  it('reports a rejected sign-in and keeps the session', async () => {
    const { auth, client } = await open({
      client: { sso: ADA, failure: sdkError('access_denied') },
      search: '?error=access_denied&state=s',
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['callback', 'check']);
  });

  it('reports why a sign-in was rejected', async () => {
    const { auth } = await open({
      client: { failure: sdkError('access_denied') },
      search: '?error=access_denied&state=s',
    });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()?.code).toBe('login_cancelled');
  });

  it('refuses a different user if the sign-in requires the same one', async () => {
    const { auth } = await open({
      client: { sso: BOB, appState: { target: '/', onefoldSubject: 'auth0|ada' } },
      search: '?code=c&state=s',
    });
    expect(await auth.whenSettled()).toBe('failed');
    expect(auth.failure()?.code).toBe('session_changed');
    expect(auth.user()).toBeNull();
  });

  it('signs out once, for the application and for Onefold', async () => {
    const { auth, client, clientId } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    const received: SessionMessage[] = [];
    const tab = new SessionChannel(clientId, (message) => received.push(message));
    await auth.logout();
    expect(client.calls).toEqual(['check', 'logout {"returnTo":"https://app.example"}']);
    expect(auth.status()).toBe('anonymous');
    tab.close();
  });

  it('signs the application out where another tab signed out', async () => {
    const { auth, client, clientId, host } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-out' });
    await untilStatus(auth, 'anonymous');
    await firstValueFrom(host.isAuthenticated$.pipe(filter((signedIn) => !signedIn)));
    expect(client.calls).toEqual(['check', 'forget']);
    tab.close();
  });

  it('drops the tokens of the former user where another one signed in in another tab', async () => {
    const { auth, client, clientId, host } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, 'auth0|bob') });
    await firstValueFrom(host.isAuthenticated$.pipe(filter((signedIn) => !signedIn)));
    expect(client.calls).toEqual(['check', 'forget']);
    expect(auth.user()).toBeNull();
    expect(auth.failure()?.code).toBe('session_changed');
    tab.close();
  });

  it('asks for a token of the linking API’s audience, and for the application’s own where both are the same', async () => {
    const foreign = await open({ client: { sso: ADA } });
    await foreign.auth.whenSettled();
    await foreign.auth.accessToken();
    expect(foreign.client.tokens).toEqual([
      { authorizationParams: { audience: 'https://accounts.example/', scope: 'openid profile email' } },
    ]);
    TestBed.resetTestingModule();
    const same = await open({
      client: { sso: ADA },
      hostConfig: { authorizationParams: { audience: 'https://accounts.example/' } },
    });
    await same.auth.whenSettled();
    await same.auth.accessToken({ renew: true });
    expect(same.client.tokens).toEqual([{ cacheMode: 'off' }]);
  });

  it('explains a refresh token that is missing for the second audience, and keeps the session', async () => {
    const messages = spyOn(console, 'error');
    const { auth, client } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    client.failure = sdkError('missing_refresh_token');
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'configuration_invalid' }));
    expect(auth.status()).toBe('authenticated');
    expect(messages.calls.mostRecent().args[0]).toContain('useRefreshTokensFallback');
  });

  it('ends as failed where a silent renewal returns another user', async () => {
    const { auth, client } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    client.sso = BOB;
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_changed' }),
    );
    expect(auth.status()).toBe('failed');
    expect(auth.user()).toBeNull();
  });

  it('is anonymous where the session has expired', async () => {
    const { auth, client } = await open({ client: { sso: ADA } });
    await auth.whenSettled();
    client.failure = sdkError('login_required');
    client.local = null;
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_expired' }));
    expect(auth.status()).toBe('anonymous');
  });

  it('reports two applications in development', async () => {
    const messages = spyOn(console, 'error');
    const { auth } = await open({ hostConfig: { domain: 'other.example.com' } });
    await auth.whenSettled();
    await Promise.resolve();
    expect(messages.calls.allArgs().join()).toContain('must have the same "domain" and "clientId"');
  });
});

describe('provideOnefold beside provideAuth0', () => {
  it('reports in development how to use one client', async () => {
    const reported = new Promise<unknown>((resolve) => spyOn(console, 'error').and.callFake(resolve));
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideOnefold({ domain: 'tenant.example.com', clientId: 'two' }),
        provideAuth0({ domain: 'tenant.example.com', clientId: 'two' }),
      ],
    });
    TestBed.inject(AuthService);
    expect(await reported).toContain('Add withAuth0Angular()');
  });
});
