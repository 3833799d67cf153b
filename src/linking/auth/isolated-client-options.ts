import type { Auth0ClientOptions } from '@auth0/auth0-spa-js';
import type { ResolvedOnefoldConfig } from '../configuration/resolved-onefold-config';

/**
 * Options of an `Auth0Client` for a second login that must not touch the main one's tokens: a memory cache of its own,
 * its transaction in cookies (the main client's is in sessionStorage), no audience, no refresh token.
 *
 * @param redirectUri absolute address of `linkCallbackPath`, for a window and a redirect alike
 */
export function isolatedClientOptions(config: ResolvedOnefoldConfig, redirectUri: string): Auth0ClientOptions {
  const { origin, clientId, organization } = config;
  return {
    domain: origin,
    clientId,
    cacheLocation: 'memory',
    useRefreshTokens: false,
    useCookiesForTransactions: true,
    authorizationParams: {
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      ...(organization && { organization }),
    },
  };
}
