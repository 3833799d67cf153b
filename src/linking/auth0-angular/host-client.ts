import { EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import { Auth0ClientService, AuthClientConfig, type AuthConfig, AuthService, AuthState } from '@auth0/auth0-angular';
import type { Auth0Client } from '@auth0/auth0-spa-js';
import {
  onefoldError,
  type OnefoldError,
  type ResolvedOnefoldConfig,
  ɵreportMistake as reportMistake,
} from '@onefold/angular';

/** The application's own client and its parts. */
export interface HostClient {
  readonly config: AuthClientConfig;
  readonly client: Auth0Client;
  readonly service: AuthService;
  readonly state: AuthState;
}

/**
 * Calls back in an injection context once the application's client is configured: at once, or after an initializer of the
 * application that calls `AuthClientConfig.set()`. Before, the client cannot be created.
 *
 * @param initialized Resolves after the initializers.
 */
export function whenConfigured(callback: () => void, initialized: () => Promise<unknown>): void {
  const injector = inject(EnvironmentInjector);
  if (inject(AuthClientConfig).get() as AuthConfig | undefined) {
    callback();
    return;
  }
  void initialized().then(
    () => runInInjectionContext(injector, callback),
    () => undefined, // The application does not start.
  );
}

/** Only in a browser, which `@auth0/auth0-angular` needs. */
export function injectHostClient(): HostClient {
  return {
    config: inject(AuthClientConfig),
    client: inject(Auth0ClientService),
    service: inject(AuthService) as AuthService,
    state: inject(AuthState),
  };
}

/** Calls back after every sign-out, also one that the application starts by its own service. */
export function afterSignOut(client: HostClient['client'], callback: () => void): void {
  const logout = client.logout.bind(client);
  client.logout = async (options) => {
    await logout(options);
    // `false` drops the tokens of this tab only.
    if (options?.openUrl !== false) callback();
  };
}

/** Reports a configuration that names another application than the client. */
export function reportOtherApplication(
  { config }: Pick<HostClient, 'config'>,
  { clientId, origin }: Pick<ResolvedOnefoldConfig, 'clientId' | 'origin'>,
): void {
  const host = config.get();
  const domain = /^https?:\/\//.test(host.domain) ? host.domain : `https://${host.domain}`;
  if (host.clientId === clientId && new URL(domain).origin === origin) return;
  reportMistake(
    `@onefold/angular: provideOnefold() and provideAuth0() must have the same "domain" and "clientId". ` +
      `Found: ${origin}, ${clientId} and ${domain}, ${host.clientId}.`,
  );
}

/** Reports that the client can get no token for a second audience. */
export function secondTokenUnavailable(audience: string, cause: unknown): OnefoldError {
  const error = onefoldError(
    'configuration_invalid',
    `The client has no refresh token for "${audience}". Set useRefreshTokensFallback: true (or useMrrt: true) in provideAuth0().`,
    cause,
  );
  reportMistake(error.message);
  return error;
}
