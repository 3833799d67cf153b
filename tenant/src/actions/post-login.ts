import type { TenantProfile, TenantMetadata, TenantUser } from '../model/tenant-user.ts';

/** The user who logs in: profile, identities, metadata. */
type PostLoginUser = TenantProfile & Pick<TenantUser, PublishedField>;
type PublishedField =
  | 'user_id'
  | 'identities'
  | 'user_metadata'
  | 'app_metadata'
  | 'created_at'
  | 'updated_at'
  | 'last_login'
  | 'last_ip'
  | 'logins_count';

/** The event of a Post-Login Action. Source: Auth0, "Actions Triggers: post-login - Event Object" (the part people use). */
export interface PostLoginEvent {
  readonly user: PostLoginUser;
  readonly client: { readonly client_id: string; readonly name: string; readonly metadata: TenantMetadata };
  /** The connection of this login. */
  readonly connection: { readonly id: string; readonly name: string; readonly strategy: string };
  readonly organization?: { readonly id: string; readonly name?: string };
  readonly authentication: {
    readonly methods: readonly { readonly name: string; readonly timestamp: string }[];
  };
  /** The SSO session; absent at a login without a browser. `actor` acts on behalf of the user. */
  readonly session?: {
    readonly id: string;
    readonly actor?: { readonly sub: string; readonly [claim: string]: unknown };
  };
  /** Names of the user's roles: for a login to an organization, the roles there. */
  readonly authorization: { readonly roles: readonly string[] };
  readonly transaction: {
    readonly protocol:
      | 'oidc-basic-profile'
      | 'oidc-implicit-profile'
      | 'oidc-hybrid-profile'
      | 'oauth2-refresh-token'
      | 'oauth2-password'
      | 'oauth2-token-exchange';
    readonly requested_scopes: readonly string[];
    readonly acr_values: readonly string[];
    readonly ui_locales: readonly string[];
    readonly prompt?: readonly string[];
    readonly login_hint?: string;
    readonly redirect_uri?: string;
    readonly response_mode?: string;
    readonly response_type?: readonly string[];
    readonly state?: string;
  };
  /** The request that began this login, or the one for a refresh. */
  readonly request: {
    readonly ip: string;
    readonly method: string;
    readonly hostname: string;
    readonly user_agent?: string;
    readonly language?: string;
    readonly query: Readonly<Record<string, unknown>>;
    /** At a refresh: the form fields of the token request, without secrets and tokens. */
    readonly body: Readonly<Record<string, unknown>>;
    /** Always empty: the tenant does not locate IP addresses. */
    readonly geoip: Readonly<Record<string, never>>;
  };
  /** The API that the tokens are for, if the request named one. */
  readonly resource_server?: { readonly identifier: string };
  readonly tenant: { readonly id: string };
  /** The configuration of a marketplace Action: empty. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Secrets of the running Action; empty for a {@link PostLoginAction}, which can read its own process's secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly stats: { readonly logins_count: number };
}

/** A further factor that an Action asks for. */
export interface MultifactorRequest {
  /** `any`, or the name of a provider of factors. */
  readonly provider: string;
  /** Whether the user may skip the factor on this browser next time; true by default. */
  readonly allowRememberBrowser?: boolean;
}

/** The `api` of a Post-Login Action. Source: Auth0, "Actions Triggers: post-login - API Object". */
export interface PostLoginApi {
  readonly accessToken: {
    /** Claims of the protocol itself (`sub`, `aud`, `scope` …) are ignored, as on Auth0. */
    setCustomClaim(name: string, value: unknown): void;
  };
  readonly idToken: { setCustomClaim(name: string, value: unknown): void };
  readonly access: {
    /** Ends the login with `access_denied` and this reason; no further Action runs. */
    deny(reason: string): void;
  };
  readonly user: {
    /** Saved once all Actions have run, even if the login is denied; `null` removes the property. */
    setUserMetadata(name: string, value: unknown): void;
    setAppMetadata(name: string, value: unknown): void;
  };
  readonly multifactor: {
    /** Asks for a further factor before the login ends. */
    enable(provider: string, options?: Pick<MultifactorRequest, 'allowRememberBrowser'>): void;
  };
}

/**
 * Runs in this process before a user's tokens are issued: after a login, at a silent sign-in, and at every
 * refresh. Auth0 calls it `onExecutePostLogin`.
 */
export type PostLoginAction = (event: PostLoginEvent, api: PostLoginApi) => void | Promise<void>;
