/** A permission of an API. Source: Auth0 Management API, schema `ResourceServerScope`. */
export interface TenantScope {
  readonly value: string;
  readonly description?: string;
}

/** An API registered with the tenant. Source: Auth0 Management API, schema `ResourceServer`. */
export interface TenantResourceServer {
  /** The audience of its tokens: any text, often a URL. */
  readonly identifier: string;
  readonly name: string;
  readonly scopes?: readonly TenantScope[];
  /** Seconds its access tokens live; a day when absent. */
  readonly token_lifetime?: number;
}
