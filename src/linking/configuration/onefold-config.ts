import type { LinkableConnection } from '../identities/connection';

/** How to reach the Auth0 tenant. */
export interface OnefoldConfig {
  /** The tenant's domain, `example.eu.auth0.com`, or an origin such as `http://localhost:4300` for a local tenant. */
  readonly domain: string;
  /** Client id of the Single Page Application. */
  readonly clientId: string;
  /** Audience of the access token; default with `withManagementApi()`: `https://DOMAIN/api/v2/`. */
  readonly audience?: string;
  /** Scopes beside the ones the chosen features need. */
  readonly scope?: string;
  /** An organization every login is for (Auth0 Organizations). */
  readonly organization?: string;
  /** Path of the login callback; default `/callback`. */
  readonly callbackPath?: string;
  /** Path the redirect form of linking returns to; default `/link/callback`. */
  readonly linkCallbackPath?: string;
  /** Connections that may be linked, when the configuration is loaded rather than given to `withConnections()`. */
  readonly connections?: readonly LinkableConnection[];
}
