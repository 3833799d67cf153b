import { Auth0Client, type Auth0ClientOptions } from '@auth0/auth0-spa-js';
import type { ResolvedOnefoldConfig } from '@onefold/angular';
import { ɵkeepSdkCookies as keepSdkCookies } from '@onefold/angular/session';
import type { IsolatedLogin, IsolatedLoginRequest, LoginReturn } from './isolated-login';

/** Seconds a user has for each sign-in; the SDK's default of 60 is too short for a password and a second factor. */
const TIMEOUT_SECONDS = 300;

/**
 * The only file of the link flow that imports `@auth0/auth0-spa-js`; it is loaded by `import()`.
 *
 * What clients of one application share (spa-js 2.28): the `is.authenticated` cookie, which stays true; the
 * sessionStorage transaction, which is not used here; and the organization hint, which is put back.
 *
 * A window returns to the link callback page, so that it also works on sign-in pages with a cross-origin opener policy.
 * With hash routing there is no such page: there the SDK's popup responds by a message to its opener.
 */
export function createIsolatedLogin(
  config: ResolvedOnefoldConfig,
  { redirectUri, separate }: LoginReturn,
): IsolatedLogin {
  const createClient = () => new Auth0Client(isolatedClientOptions(config, redirectUri));

  const idTokenAfter = async (signIn: (client: Auth0Client) => Promise<unknown>): Promise<string> => {
    const client = createClient();
    const restore = keepSdkCookies(config.clientId, document);
    try {
      await signIn(client);
    } finally {
      restore();
    }
    return (await client.getIdTokenClaims())?.__raw ?? '';
  };

  return {
    inWindow: (window, request) =>
      idTokenAfter(async (client) => {
        const authorizationParams = parameters(request);
        if (!separate) {
          const options = { popup: window.handle, closePopup: false, timeoutInSeconds: TIMEOUT_SECONDS };
          return client.loginWithPopup({ authorizationParams }, options);
        }
        let callback = '';
        const openUrl = async (url: string) => {
          callback = await window.visit(url);
        };
        await client.loginWithRedirect({ authorizationParams, openUrl });
        return client.handleRedirectCallback(callback);
      }),
    leavePage: (request, park) =>
      createClient().loginWithRedirect({
        authorizationParams: parameters(request),
        openUrl: async (url) => {
          await park(new URL(url).searchParams.get('state') ?? '');
          document.location.assign(url);
        },
      }),
    readCallback: (url) => idTokenAfter((client) => client.handleRedirectCallback(url)),
  };
}

function parameters({ connection, loginHint, organization }: IsolatedLoginRequest) {
  return {
    connection,
    prompt: 'login' as const,
    max_age: 0,
    ...(loginHint !== undefined && { login_hint: loginHint }),
    ...(organization !== undefined && { organization }),
    ...(document.documentElement.lang && { ui_locales: document.documentElement.lang }),
  };
}

/**
 * Options of an `Auth0Client` for a second login that must not touch the main client's tokens: a separate memory cache,
 * its transaction in cookies (the main client's is in sessionStorage), no audience, no refresh token.
 *
 * @param redirectUri absolute URL of `linkCallbackPath`, used by both popup and redirect
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
