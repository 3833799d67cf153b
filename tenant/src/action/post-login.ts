import type { TenantMetadata, TenantUser } from '../model/tenant-user.ts';

/** What a Post-Login Action is told. Source: Auth0, "Actions Triggers: post-login - Event Object" (the part people use). */
export interface PostLoginEvent {
  readonly user: Omit<TenantUser, 'blocked'>;
  readonly client: { readonly client_id: string; readonly name: string; readonly metadata: TenantMetadata };
  /** The connection of this login. */
  readonly connection: { readonly id: string; readonly name: string; readonly strategy: string };
  readonly organization?: { readonly id: string; readonly name?: string };
  readonly authentication: {
    readonly methods: readonly { readonly name: string; readonly timestamp: string }[];
  };
  /** Names of the person's roles: those in the organization where the login is for one. */
  readonly authorization: { readonly roles: readonly string[] };
  readonly transaction: {
    readonly protocol: 'oidc-basic-profile' | 'oauth2-refresh-token';
    readonly requested_scopes: readonly string[];
  };
  readonly stats: { readonly logins_count: number };
}

/** What a Post-Login Action can do. Source: Auth0, "Actions Triggers: post-login - API Object". */
export interface PostLoginApi {
  readonly accessToken: {
    /** Claims of the protocol itself (`sub`, `aud`, `scope` …) are ignored, as on Auth0. */
    setCustomClaim(name: string, value: unknown): void;
  };
  readonly idToken: { setCustomClaim(name: string, value: unknown): void };
  readonly access: {
    /** Ends the login with `access_denied` and this reason. */
    deny(reason: string): void;
  };
}

/**
 * Runs in this process whenever a person's tokens are about to be issued: after a login, on a silent one, and at every
 * refresh. Auth0 calls it `onExecutePostLogin`.
 */
export type PostLoginAction = (event: PostLoginEvent, api: PostLoginApi) => void | Promise<void>;
