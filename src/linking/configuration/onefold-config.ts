import type { LinkableConnection } from '../model/connection';

/** How to reach the Auth0 tenant. */
export interface OnefoldConfig {
  /** The tenant's domain, `example.eu.auth0.com`, or an origin such as `http://localhost:4300` for a local tenant. */
  readonly domain: string;
  /** Client id of the Single Page Application. */
  readonly clientId: string;
  /**
   * Audience of the access token. Default with `withManagementApi()`: `https://DOMAIN/api/v2/`. With a linking server:
   * the identifier of the API it is registered as at Auth0, without a default.
   */
  readonly audience?: string;
  /** Scopes beside the ones the chosen features need. */
  readonly scope?: string;
  /** An organization every login is for (Auth0 Organizations). */
  readonly organization?: string;
  /** Path of the login callback; default `/callback`. */
  readonly callbackPath?: string;
  /** Path the redirect form of linking returns to; default `/link/callback`. */
  readonly linkCallbackPath?: string;
  /**
   * Address of the linking server: `https://accounts.example.com`, with a path where a proxy serves it under one; or `/`
   * or `/accounts` on the page's own origin. Needs `withLinkingServer()`. https only, except on loopback. It wins over the
   * address given there, and over `withManagementApi()`.
   */
  readonly linkingServer?: string;
  /**
   * Path of a copy of the SDK's `auth0-spa-js.worker.production.js` at the page's own origin, relative to its base.
   * Without it the SDK starts its token worker from a `blob:` address, which a strict policy (`worker-src 'self'`,
   * Trusted Types) refuses. With it, the policy must allow the Trusted Types policy `onefold#worker`.
   */
  readonly workerUrl?: string;
  /**
   * Where Onefold's own client keeps tokens. Default: `memory`. `localstorage` survives a reload in browsers that block
   * third-party cookies, and any injected script can read it. With `withAuth0Angular()`, `provideAuth0()` decides.
   */
  readonly cacheLocation?: 'memory' | 'localstorage';
  /**
   * Binds the tokens of Onefold's own client to a key of this browser (RFC 9449), so that a stolen refresh token is useless
   * elsewhere. Default: false. Requests still send `Authorization: Bearer`, which the linking server accepts and an API that
   * requires DPoP refuses. With `withAuth0Angular()`, `provideAuth0()` decides.
   */
  readonly useDpop?: boolean;
  /** Connections that may be linked, when the configuration is loaded rather than given to `withConnections()`. */
  readonly connections?: readonly LinkableConnection[];
}

/** The configuration after loading, validating and adding what the features need. */
export interface ResolvedOnefoldConfig {
  readonly clientId: string;
  /** Origin of the tenant, without a trailing slash: `https://example.eu.auth0.com`. */
  readonly origin: string;
  /** The `iss` of its tokens: the origin with a trailing slash. */
  readonly issuer: string;
  /** Audience of the access token; absent where no API needs one. */
  readonly audience?: string;
  /** All scopes of the sign-in, separated by spaces, `openid profile email` first. */
  readonly scope: string;
  readonly organization?: string;
  /** Path of the login callback, beginning with `/`, relative to the application's base. */
  readonly callbackPath: string;
  /** Path the redirect form of linking returns to, likewise. */
  readonly linkCallbackPath: string;
  /** Address of the linking server without a trailing slash, where one does the linking. */
  readonly linkingServer?: string;
  /** Base URL of the Management API with a trailing slash, where `withManagementApi()` does the linking. */
  readonly managementApi?: string;
  /** Path of the SDK's worker file, relative to the application's base. */
  readonly workerUrl?: string;
  /** Where Onefold's own client keeps tokens. */
  readonly cacheLocation: 'memory' | 'localstorage';
  /** Whether its tokens are bound to a key of this browser (RFC 9449). */
  readonly useDpop: boolean;
  /** Connections that may be linked, with labels applied. */
  readonly connections: readonly LinkableConnection[];
  /** Display names of connections, by connection name. */
  readonly labels: Readonly<Record<string, string>>;
}
