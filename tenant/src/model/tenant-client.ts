/** Scopes that a client may request with its own credentials, or on behalf of users. */
export interface TenantClientGrant {
  /** A path such as `/api/v2/` is one on the tenant itself, whose port may not be known yet. */
  readonly audience: string;
  readonly scope: readonly string[];
  /** `client` when absent. Only grants of `client` count for client credentials. */
  readonly subject_type?: 'client' | 'user';
  /** Grants every scope that the API has. */
  readonly allow_all_scopes?: boolean;
  readonly organization_usage?: 'deny' | 'allow' | 'require';
  readonly allow_any_organization?: boolean;
  readonly authorization_details_types?: readonly string[];
}

/** Types of applications. Source: Auth0 Management API, schema `ClientAppTypeEnum`. */
export const APP_TYPES = [
  ...(['spa', 'regular_web', 'native', 'non_interactive', 'resource_server', 'express_configuration'] as const),
  ...(['rms', 'box', 'cloudbees', 'concur', 'dropbox', 'mscrm', 'echosign', 'egnyte', 'newrelic'] as const),
  ...(['office365', 'salesforce', 'sentry', 'sharepoint', 'slack', 'springcm', 'zendesk', 'zoom'] as const),
  ...(['sso_integration', 'oag'] as const),
] as const;

/** A public key or certificate that a client authenticates with. Source: Auth0 Management API, schema `ClientCredential`. */
export interface TenantClientCredential {
  readonly id: string;
  readonly name?: string;
  readonly credential_type: string;
  /** RFC 7638 thumbprint of the key. */
  readonly kid?: string;
  readonly alg?: string;
  readonly pem?: string;
  readonly subject_dn?: string;
  readonly thumbprint_sha256?: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly expires_at?: string;
}

/** How a client authenticates other than with a secret. */
export type ClientAuthenticationMethod = 'private_key_jwt' | 'tls_client_auth' | 'self_signed_tls_client_auth';

/** An application registered with the tenant. Names follow Auth0's clients. */
export interface TenantClient {
  readonly client_id: string;
  readonly name: string;
  /** Treated as `regular_web` when absent. */
  readonly app_type?: (typeof APP_TYPES)[number];
  readonly client_secret?: string;
  /** Redirect URIs; a leading `*.` in the host stands for one subdomain. */
  readonly callbacks?: readonly string[];
  readonly allowed_logout_urls?: readonly string[];
  /** Origins from which browsers may call the tenant. */
  readonly web_origins?: readonly string[];
  /** Names of the enabled connections; all when absent. */
  readonly connections?: readonly string[];
  /** Grant types the client may use; every one that fits its type when absent. */
  readonly grant_types?: readonly string[];
  /** `none` makes a client public even with a secret; depends on the secret when absent. */
  readonly token_endpoint_auth_method?: 'none' | 'client_secret_post' | 'client_secret_basic';
  /** Credentials in use, by method. */
  readonly client_authentication_methods?: Partial<
    Record<ClientAuthenticationMethod, { readonly credentials: readonly { readonly id: string }[] }>
  >;
  readonly credentials?: readonly TenantClientCredential[];
  /** Properties of Auth0's clients that the tenant stores without acting on them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly grants?: readonly TenantClientGrant[];
}
