import { MOCK_PLATFORM_LOCATION_CONFIG } from '@angular/common/testing';
import { ApplicationInitStatus, Component, inject, provideAppInitializer } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, type Routes } from '@angular/router';
import {
  Auth0ClientService,
  AuthClientConfig,
  AuthService as HostAuthService,
  provideAuth0,
  type AuthConfig,
} from '@auth0/auth0-angular';
import { AuthService, provideOnefold } from '@onefold/angular';
import { withAuth0Angular } from '@onefold/angular/auth0-angular';
import { withManagementApi } from '@onefold/angular/direct';
import { withLinkingServer } from '@onefold/angular/linking-server';

export const HOST_ADA = { sub: 'auth0|ada', name: 'Ada', 'https://example.com/roles': ['admin'] };
export const HOST_BOB = { sub: 'google-oauth2|bob', name: 'Bob' };

type Claims = typeof HOST_ADA | typeof HOST_BOB;

/** The application's Auth0 client: a session at Auth0 (`sso`) and tokens in memory (`local`). */
class FakeHostClient {
  sso: Claims | null = null;
  local: Claims | null = null;
  failure: unknown = null;
  appState: object | undefined;
  /** Name of the cookie that marks a session. */
  mark = '';
  readonly calls: string[] = [];
  readonly logins: unknown[] = [];
  readonly tokens: unknown[] = [];

  async checkSession(): Promise<void> {
    this.calls.push('check');
    this.local = this.sso;
  }

  async handleRedirectCallback(): Promise<{ readonly appState: object | undefined }> {
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

  async getUser(): Promise<Claims | null> {
    return this.local;
  }

  async getIdTokenClaims(): Promise<Claims | null> {
    return this.local;
  }

  async loginWithRedirect(options: unknown): Promise<void> {
    this.calls.push('login');
    this.logins.push(options);
  }

  /** Like Auth0's SDK, deletes the mark of the session, which all tabs share. */
  async logout(options: { readonly openUrl?: boolean; readonly logoutParams?: object }): Promise<void> {
    this.calls.push(options.openUrl === false ? 'forget' : `logout ${JSON.stringify(options.logoutParams)}`);
    document.cookie = `${this.mark}=; Path=/; Max-Age=0`;
    if (this.failure !== null) throw this.takeFailure();
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

interface HostSetup {
  readonly client?: Partial<FakeHostClient>;
  /** Query of the page, which both the test's browser and the router see. */
  readonly search?: string;
  readonly hostConfig?: Partial<AuthConfig>;
  /** Whether an initializer of the application loads that configuration (`AuthClientConfig.set()`). */
  readonly configuredLater?: boolean;
  readonly routes?: Routes;
  /** Path of the page. Default: `/`. */
  readonly path?: string;
  /** Links from the browser alone, without a linking server. */
  readonly direct?: boolean;
}

interface OpenedHost {
  readonly auth: AuthService;
  readonly client: FakeHostClient;
  readonly clientId: string;
  /** The service of the application's client. */
  readonly host: HostAuthService;
  readonly router: Router;
}

/** Opens an application with its own Auth0 client, a fake, and Onefold on top of it. Specs only. */
export async function openHost({
  client: given = {},
  search = '',
  hostConfig = {},
  configuredLater = false,
  routes = [],
  path = '/',
  direct = false,
}: HostSetup = {}): Promise<OpenedHost> {
  const clientId = `host-${++serial}`;
  const client = Object.assign(new FakeHostClient(), { mark: `auth0.${clientId}.is.authenticated` }, given);
  history.replaceState(null, '', `${location.pathname}${search}`);
  const config = { domain: 'tenant.example.com', clientId, ...hostConfig };
  TestBed.configureTestingModule({
    providers: [
      {
        provide: MOCK_PLATFORM_LOCATION_CONFIG,
        useValue: { startUrl: `https://app.example${path}${search}`, appBaseHref: '/' },
      },
      provideRouter([...routes, { path: '**', component: PageComponent }]),
      provideOnefold(
        { domain: 'tenant.example.com', clientId, audience: 'https://accounts.example/' },
        withAuth0Angular(),
        ...(direct ? [withManagementApi()] : [withLinkingServer('https://accounts.example')]),
      ),
      configuredLater
        ? [
            provideAuth0(),
            provideAppInitializer(async () => {
              const own = inject(AuthClientConfig);
              await Promise.resolve();
              own.set(config);
            }),
          ]
        : provideAuth0(config),
      {
        provide: Auth0ClientService,
        useFactory: () => {
          // Like the factory of `@auth0/auth0-angular`.
          if (!(inject(AuthClientConfig).get() as AuthConfig | undefined))
            throw new Error('Configuration must be specified');
          return client;
        },
      },
    ],
  });
  await TestBed.inject(ApplicationInitStatus).donePromise;
  const auth = TestBed.inject(AuthService);
  return {
    auth,
    client,
    clientId,
    host: TestBed.inject(HostAuthService) as HostAuthService,
    router: TestBed.inject(Router),
  };
}
