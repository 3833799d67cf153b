import { Auth0Client } from '@auth0/auth0-spa-js';
import { isolatedClientOptions } from '../auth/isolated-client-options';
import type { ResolvedOnefoldConfig } from '../configuration/resolved-onefold-config';
import type { IsolatedLogin, IsolatedLoginRequest } from './isolated-login';
import { OrganizationHint } from './organization-hint';

/** Seconds a person has for each sign-in; the SDK's own 60 are too few for a password and a second factor. */
const TIMEOUT_SECONDS = 300;

/**
 * The only file of the link flow that imports `@auth0/auth0-spa-js`; it is loaded by `import()`.
 *
 * What clients of one application share (spa-js 2.11 and 2.27): the `is.authenticated` cookie, which stays true; the
 * sessionStorage transaction, which is not used here; and the organization hint, which is put back.
 */
export function createIsolatedLogin(config: ResolvedOnefoldConfig, redirectUri: string): IsolatedLogin {
  const hint = new OrganizationHint(config.clientId, document);
  const createClient = () => new Auth0Client(isolatedClientOptions(config, redirectUri));

  const idTokenAfter = async (signIn: (client: Auth0Client) => Promise<unknown>): Promise<string> => {
    const client = createClient();
    const restore = hint.save();
    try {
      await signIn(client);
    } finally {
      restore();
    }
    return (await client.getIdTokenClaims())?.__raw ?? '';
  };

  return {
    inWindow: (popup, request) =>
      idTokenAfter((client) =>
        client.loginWithPopup(
          { authorizationParams: parameters(request) },
          { popup, closePopup: false, timeoutInSeconds: TIMEOUT_SECONDS },
        ),
      ),
    leavePage: (request) => createClient().loginWithRedirect({ authorizationParams: parameters(request) }),
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
