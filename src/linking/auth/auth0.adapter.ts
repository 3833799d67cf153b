import { Auth0ClientFactory, AuthClientConfig, type User } from '@auth0/auth0-angular';
import type { ResolvedOnefoldConfig } from '../configuration/resolved-onefold-config';
import type { AuthClient, AuthClientUrls } from './auth-client';
import type { AuthUser } from './auth-user';
import type { LoginOptions } from './login-options';

/**
 * The only file that imports `@auth0/auth0-angular`; it is loaded by `import()`.
 *
 * It takes the SDK's client from the SDK's own factory and not through `provideAuth0()`: that brings an `AuthService`
 * which checks the session in its constructor, hides why the check failed, and navigates by itself, and it weighs 3 kB.
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
      authorizationParams: {
        redirect_uri: urls.redirectUri,
        scope: config.scope,
        ...(audience && { audience }),
        ...(organization && { organization }),
      },
    }),
  );

  return {
    user: async () => toAuthUser(await client.getUser()),
    accessToken: ({ renew }) =>
      // No parameters beside the configured ones: the SDK keeps refresh tokens by audience and scope.
      client.getTokenSilently(renew ? { cacheMode: 'off' } : {}),
    login: ({ returnTo, ...options }) =>
      client.loginWithRedirect({ appState: { target: returnTo }, authorizationParams: authorizationParams(options) }),
    handleCallback: async (url) => {
      const { appState } = await client.handleRedirectCallback<{ target?: string } | undefined>(url);
      return { returnTo: appState?.target };
    },
    logout: () => client.logout({ logoutParams: { returnTo: urls.logoutUri } }),
    forget: () => client.logout({ openUrl: false }),
  };
}

function authorizationParams({ connection, loginHint, maxAge, prompt, screenHint }: LoginOptions) {
  return {
    ...(connection && { connection }),
    ...(loginHint && { login_hint: loginHint }),
    ...(maxAge !== undefined && { max_age: maxAge }),
    ...(prompt && { prompt }),
    ...(screenHint && { screen_hint: screenHint }),
  };
}

function toAuthUser(user: User | undefined): AuthUser | null {
  if (!user?.sub) return null;
  const { sub, name, nickname, picture, email, email_verified } = user;
  const org_id: unknown = user['org_id'];
  return {
    sub,
    ...(name && { name }),
    ...(nickname && { nickname }),
    ...(picture && { picture }),
    ...(email && { email }),
    ...(typeof email_verified === 'boolean' && { email_verified }),
    ...(typeof org_id === 'string' && { org_id }),
  };
}
