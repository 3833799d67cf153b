import { Auth0Client } from '@auth0/auth0-spa-js';

/** Settings of a client of Auth0's SDK. */
export interface ClientSettings {
  /** The tenant's domain, `example.eu.auth0.com`, or its origin. */
  readonly domain: string;
  readonly clientId: string;
  /** Absolute URL of the sign-in callback. */
  readonly redirectUri: string;
  /** Scopes, separated by spaces. */
  readonly scope: string;
  readonly audience?: string;
  /** Id or name of the organization every sign-in is for. */
  readonly organization?: string;
  /** Where tokens are kept; default `memory`. */
  readonly cacheLocation?: 'memory' | 'localstorage';
  /** Whether tokens are bound to a key of this browser (RFC 9449); default false. */
  readonly useDpop?: boolean;
  /** Path of the SDK's worker file, relative to the application's base. */
  readonly workerUrl?: string;
}

/**
 * Makes the client. With `memory`, refresh tokens stay in the SDK's worker.
 *
 * @throws {TypeError} If `workerUrl` is of another origin, or the page's policy does not allow `onefold#worker`.
 */
export function createClient(settings: ClientSettings): Auth0Client {
  const { domain, clientId, redirectUri, scope, audience, organization, workerUrl } = settings;
  const { cacheLocation = 'memory', useDpop = false } = settings;
  return new Auth0Client({
    domain,
    clientId,
    cacheLocation,
    useDpop,
    useRefreshTokens: true,
    useRefreshTokensFallback: true,
    ...(workerUrl && { workerUrl: trustedWorkerUrl(workerUrl, document) }),
    authorizationParams: {
      redirect_uri: redirectUri,
      scope,
      ...(audience && { audience }),
      ...(organization && { organization }),
    },
  });
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}

/** A factory of Trusted Types (W3C); absent if the browser does not support them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptPolicy;
}

/** Kept, because a page can create a policy of this name only once, and a client may be made again after a failure. */
let policy: ScriptPolicy | undefined;

/**
 * The address of the SDK's worker, as a trusted URL of the policy `onefold#worker`, which allows only files of the page's own
 * origin.
 *
 * @param path Relative to the application's base.
 * @throws {TypeError} For another origin, or where the page's policy does not allow `onefold#worker`.
 */
export function trustedWorkerUrl(path: string, page: Document): string {
  const url = new URL(path, page.baseURI);
  if (url.origin !== new URL(page.baseURI).origin) {
    throw new TypeError(`@onefold/angular: workerUrl must be of the page's own origin, not ${url.origin}.`);
  }
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('onefold#worker', { createScriptURL: (own) => own });
  // The SDK declares a string and passes the value on unchanged.
  return policy?.createScriptURL(url.href) ?? url.href;
}
