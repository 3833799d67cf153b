/** A permission of an API. Source: Auth0 Management API, schema `ResourceServerScope`. */
export interface TenantScope {
  readonly value: string;
  readonly description?: string;
}

/** Forms of access tokens. Source: Auth0, "Access Token Profiles". */
export type TokenDialect = 'access_token' | 'access_token_authz' | 'rfc9068_profile' | 'rfc9068_profile_authz';

/** Algorithms of access tokens. The tenant signs `PS256` and `RS512` as `RS256`, which its keys are for. */
export const SIGNING_ALGORITHMS = ['HS256', 'RS256', 'RS512', 'PS256'] as const;

/** An API registered with the tenant. Source: Auth0 Management API, schema `ResourceServer`. */
export interface TenantResourceServer {
  /** The audience of its tokens: any text, often a URL. */
  readonly identifier: string;
  readonly name?: string;
  readonly scopes?: readonly TenantScope[];
  /** Role-based access: a person's token gets only scopes that are the person's permissions. */
  readonly enforce_policies?: boolean;
  /** Form of its access tokens; with `…_authz`, and policies enforced, they contain the user's permissions. */
  readonly token_dialect?: TokenDialect;
  /** Seconds its access tokens live; a day when absent. */
  readonly token_lifetime?: number;
  /** `RS256` when absent. */
  readonly signing_alg?: (typeof SIGNING_ALGORITHMS)[number];
  /** Secret of `HS256`, at least 16 characters. */
  readonly signing_secret?: string;
  /** Properties of Auth0's that the tenant keeps without acting on them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}
