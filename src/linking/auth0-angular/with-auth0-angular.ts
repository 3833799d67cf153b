import { inject } from '@angular/core';
import { AuthClientConfig, AuthConfigService, type AuthConfig } from '@auth0/auth0-angular';
import {
  AppUrl,
  AuthService,
  ɵConfiguration as Configuration,
  ɵMANAGEMENT_API as MANAGEMENT_API,
  ɵonefoldFeature as onefoldFeature,
  type OnefoldFeature,
} from '@onefold/angular';
import { Auth0AngularAuthService } from './auth0-angular-auth.service';

/**
 * Uses the application's own `@auth0/auth0-angular` client: one client, one callback, one sign-out. The application's
 * guard and interceptor keep working; `callbackPath` is not used. Without this feature Onefold creates its own client,
 * and both would process the callback.
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
  ]);
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
    const path = this.configuration.current?.linkCallbackPath ?? '/link/callback';
    return this.direct && this.appUrl.isAt(path) ? { ...config, skipRedirectCallback: true } : config;
  }
}
