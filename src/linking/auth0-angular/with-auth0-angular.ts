import { isPlatformBrowser } from '@angular/common';
import {
  ApplicationInitStatus,
  EnvironmentInjector,
  inject,
  PLATFORM_ID,
  provideEnvironmentInitializer,
} from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { Auth0ClientService, AuthClientConfig, AuthConfigService, type AuthConfig } from '@auth0/auth0-angular';
import {
  AppUrl,
  AuthService,
  ɵConfiguration as Configuration,
  ɵMANAGEMENT_API as MANAGEMENT_API,
  ɵonefoldFeature as onefoldFeature,
  type OnefoldFeature,
} from '@onefold/angular';
import { filter, firstValueFrom } from 'rxjs';
import { Auth0AngularAuthService } from './auth0-angular-auth.service';
import { whenConfigured } from './host-client';

/**
 * Uses the application's own `@auth0/auth0-angular` client: one client, one callback, one sign-out. The application's
 * guard and interceptor keep working; `callbackPath` is not used. Without this feature Onefold creates its own client,
 * and both would process the callback.
 *
 * An initializer of the application may configure the client (`AuthClientConfig.set()`); `AuthService` then waits for it.
 *
 * If `audience` differs from the audience in `provideAuth0()`, the client must be able to get a second access token:
 * without refresh tokens it can; with `useRefreshTokens: true`, also set `useRefreshTokensFallback: true` (or `useMrrt`).
 *
 * @example
 * providers: [
 *   provideAuth0({ domain, clientId, authorizationParams: { redirect_uri: location.origin } }),
 *   provideOnefold(
 *     { domain, clientId, audience: 'https://accounts.example.com/' },
 *     withAuth0Angular(),
 *     withLinkingServer('https://accounts.example.com'),
 *   ),
 * ]
 */
export function withAuth0Angular(): OnefoldFeature<'auth0-angular'> {
  return onefoldFeature('auth0-angular', [
    {
      provide: AuthClientConfig,
      useFactory: () => new HostClientConfig(inject(AuthConfigService, { optional: true })),
    },
    { provide: AuthService, useClass: Auth0AngularAuthService },
    // Before any component injects the client's service, which checks the session at once.
    provideEnvironmentInitializer(holdSessionCheck),
  ]);
}

/**
 * On the callback page of direct mode's first sign-in, Auth0's session belongs to the account to add. The check waits
 * until that page is left, so that the application never shows that account as its user.
 */
function holdSessionCheck(): void {
  if (!isPlatformBrowser(inject(PLATFORM_ID))) return;
  const config = inject(AuthClientConfig);
  if (!(config instanceof HostClientConfig) || !config.isLinkCallback()) return;
  const injector = inject(EnvironmentInjector);
  whenConfigured(
    () => {
      const client = inject(Auth0ClientService);
      const check = client.checkSession.bind(client);
      client.checkSession = async (options) => {
        // Its start: a guard of the next page waits for the check.
        await firstValueFrom(
          injector
            .get(Router)
            .events.pipe(filter((event) => event instanceof NavigationStart && !config.isLinkCallback(event.url))),
        );
        return check(options);
      };
    },
    () => inject(ApplicationInitStatus).donePromise,
  );
}

/**
 * The application's configuration, except that its client leaves the callback of direct mode's first sign-in to Onefold:
 * it would take any `?code&state` for its own.
 */
class HostClientConfig extends AuthClientConfig {
  private readonly appUrl = inject(AppUrl);
  private readonly configuration = inject(Configuration);
  private readonly direct = inject(MANAGEMENT_API) !== null;

  constructor(config: AuthConfig | null) {
    super(config ?? undefined);
  }

  override get(): AuthConfig {
    const config = super.get();
    // Without a configuration yet, it stays so.
    return (config as AuthConfig | undefined) && this.isLinkCallback()
      ? { ...config, skipRedirectCallback: true }
      : config;
  }

  /** @param path Of the router. Default: the page's. */
  isLinkCallback(path?: string): boolean {
    const callback = this.configuration.current?.linkCallbackPath ?? '/link/callback';
    const href = path === undefined ? this.appUrl.href : this.appUrl.origin + this.appUrl.external(path);
    return this.direct && this.appUrl.isAt(callback, href);
  }
}
