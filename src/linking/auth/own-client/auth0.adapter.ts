import { Auth0ClientFactory, AuthClientConfig } from '@auth0/auth0-angular';
import type { ResolvedOnefoldConfig } from '../../configuration/onefold-config';
import type { AuthClient, AuthClientUrls } from './auth-client';
import { toAuthUser } from '../auth-user';
import { authorizationParams } from '../login-options';

/**
 * The only file that imports `@auth0/auth0-angular`; it is loaded by `import()`.
 *
 * It takes the SDK's client from the SDK's own factory and not through `provideAuth0()`: that brings an `AuthService`
 * which checks the session in its constructor, hides why the check failed, navigates on its own, and adds 3 kB.
 */
export function createAuth0Client(config: ResolvedOnefoldConfig, urls: AuthClientUrls): AuthClient {
  const { audience, organization } = config;
  const client = Auth0ClientFactory.createClient(
    new AuthClientConfig({
      domain: config.origin,
      clientId: config.clientId,
      cacheLocation: 'memory',
      useRefreshTokens: true,
      useRefreshTokensFallback: true,
      ...(config.workerUrl && { workerUrl: workerUrl(config.workerUrl, document) }),
      authorizationParams: {
        redirect_uri: urls.redirectUri,
        scope: config.scope,
        ...(audience && { audience }),
        ...(organization && { organization }),
      },
    }),
  );

  return {
    // `getUser()` would strip `auth_time`.
    user: async () => toAuthUser(await client.getIdTokenClaims()),
    accessToken: ({ renew, audience, scope }) =>
      // No parameters beside the configured ones, unless an API has its own: the SDK keeps refresh tokens by audience and
      // scope.
      client.getTokenSilently({
        ...(renew && { cacheMode: 'off' }),
        ...((audience !== undefined || scope !== undefined) && {
          authorizationParams: { ...(audience !== undefined && { audience }), ...(scope !== undefined && { scope }) },
        }),
      }),
    login: ({ returnTo, keepSubject = false, ...options }) =>
      client.loginWithRedirect({
        appState: { target: returnTo, keepSubject },
        authorizationParams: authorizationParams(options),
      }),
    handleCallback: async (url) => {
      const { appState } = await client.handleRedirectCallback<{ target?: string; keepSubject?: boolean } | undefined>(
        url,
      );
      return { returnTo: appState?.target, keepSubject: appState?.keepSubject === true };
    },
    logout: () => client.logout({ logoutParams: { returnTo: urls.logoutUri } }),
    forget: () => client.logout({ openUrl: false }),
  };
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}

/** A factory of Trusted Types (W3C); absent if the browser does not support them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy;
}

/** Kept: a page can take the name once, and a client may be made again after a failure. */
let policy: ScriptPolicy | undefined;

/**
 * The address of the SDK's worker, vouched for by the policy `onefold#worker`: nothing but a file of the page's own
 * origin.
 *
 * @param path Relative to the application's base.
 * @throws {TypeError} For another origin, or where the page's policy does not allow `onefold#worker`.
 */
export function workerUrl(path: string, page: Document): string {
  const url = new URL(path, page.baseURI);
  if (url.origin !== new URL(page.baseURI).origin) {
    throw new TypeError(`@onefold/angular: workerUrl must be of the page's own origin, not ${url.origin}.`);
  }
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('onefold#worker', { createScriptURL: (own) => own });
  // The SDK's options say string, and it passes on what it is given.
  return policy?.createScriptURL(url.href) ?? url.href;
}
