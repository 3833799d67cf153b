/** What a client may ask for with its own credentials. */
export interface TenantClientGrant {
  /** `/api/v2/` stands for the tenant's own Management API, whatever its port. */
  /** A path such as `/api/v2/` stands for one on the tenant itself, whose port may not be known yet. */
  readonly audience: string;
  readonly scope: readonly string[];
}

/** An application registered with the tenant. Names follow Auth0's clients. */
export interface TenantClient {
  readonly client_id: string;
  readonly name: string;
  readonly app_type: 'spa' | 'regular_web' | 'native' | 'non_interactive';
  readonly client_secret?: string;
  /** Exact redirect URIs. */
  readonly callbacks?: readonly string[];
  readonly allowed_logout_urls?: readonly string[];
  /** Origins from which browsers may call the tenant. */
  readonly web_origins?: readonly string[];
  /** Names of the connections people may use; all when absent. */
  readonly connections?: readonly string[];
  /** Narrows what the client may ask the token endpoint; all that fits its type when absent. */
  readonly grant_types?: readonly string[];
  /** `none` makes a client public whatever secret it has; told by the secret when absent. */
  readonly token_endpoint_auth_method?: 'none' | 'client_secret_post' | 'client_secret_basic';
  /** Properties of Auth0's clients that the tenant keeps without acting on them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For client credentials. */
  readonly grants?: readonly TenantClientGrant[];
}
