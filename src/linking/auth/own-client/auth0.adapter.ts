import { Auth0ClientFactory, AuthClientConfig, type IdToken } from '@auth0/auth0-angular';
import type { ResolvedOnefoldConfig } from '../../configuration/onefold-config';
import type { AuthClient, AuthClientUrls } from './auth-client';
import type { AuthUser, LoginOptions } from '../auth.service';
import type { Suggestion } from '@onefold/contract';

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
    accessToken: ({ renew }) =>
      // No parameters beside the configured ones: the SDK keeps refresh tokens by audience and scope.
      client.getTokenSilently(renew ? { cacheMode: 'off' } : {}),
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

function authorizationParams({ connection, loginHint, maxAge, prompt, screenHint }: LoginOptions) {
  const { lang } = document.documentElement;
  return {
    // The sign-in page speaks as this one does (OIDC Core §3.1.2.1).
    ...(lang && { ui_locales: lang }),
    ...(connection && { connection }),
    ...(loginHint && { login_hint: loginHint }),
    ...(maxAge !== undefined && { max_age: maxAge }),
    ...(prompt && { prompt }),
    ...(screenHint && { screen_hint: screenHint }),
  };
}

function toAuthUser(token: IdToken | undefined): AuthUser | null {
  // `IdToken` says of every claim that it may be anything, and it may.
  const claims: Readonly<Record<string, unknown>> = { ...token };
  const text = <K extends string>(name: K): Partial<Record<K, string>> => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<K, string>) : {};
  };
  const { sub } = text('sub');
  const suggestions = suggestionsIn(claims);
  const { email_verified, auth_time } = claims as { readonly email_verified?: unknown; readonly auth_time?: unknown };
  return sub === undefined
    ? null
    : {
        sub,
        ...text('name'),
        ...text('nickname'),
        ...text('picture'),
        ...text('email'),
        ...text('org_id'),
        ...(typeof email_verified === 'boolean' && { email_verified }),
        ...(typeof auth_time === 'number' && { auth_time }),
        ...(suggestions.length > 0 && { suggestions }),
      };
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}

/** What Trusted Types (W3C) let scripts be made of; absent where a browser does not know them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy;
}

/** Kept: a page can take the name once, and a client may be made again after a failure. */
let policy: ScriptPolicy | undefined;

/**
 * The address of the SDK's worker, vouched for by the policy `onefold#worker`: nothing but a file of the page's own origin.
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

/** What the Post-Login Action of docs/deployment.md tells of other accounts, as far as it has the shape of a suggestion. */
export function suggestionsIn(claims: Readonly<Record<string, unknown>>): readonly Suggestion[] {
  const claim = claims['https://onefold.dev/suggestions'];
  return Array.isArray(claim) ? claim.filter(isSuggestion) : [];
}

function isSuggestion(value: unknown): value is Suggestion {
  const { id, masked_email, connection } = (value ?? {}) as Partial<Suggestion>;
  const { name, label, provider } = (connection ?? {}) as Partial<Suggestion['connection']>;
  return [id, masked_email, name, label, provider].every((text) => typeof text === 'string');
}
