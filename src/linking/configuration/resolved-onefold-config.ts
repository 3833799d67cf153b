import type { LinkableConnection } from '../identities/connection';

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
  /** Origin of the linking server without a trailing slash, where one does the linking. */
  readonly linkingServer?: string;
  /** Base URL of the Management API with a trailing slash, where `withManagementApi()` does the linking. */
  readonly managementApi?: string;
  /** Path of the SDK's worker file, relative to the application's base. */
  readonly workerUrl?: string;
  /** Connections that may be linked, with labels applied. */
  readonly connections: readonly LinkableConnection[];
  /** What people call a connection, by connection name. */
  readonly labels: Readonly<Record<string, string>>;
}
