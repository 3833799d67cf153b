/** One sign-in to send a browser to. */
export interface LoginRequest {
  readonly connection: string;
  readonly loginHint?: string;
  readonly organization?: string;
  /** What its pages should speak: `ui_locales` (OIDC Core §3.1.2.1). */
  readonly language?: string;
}

/** What belongs to a sign-in under way; kept sealed until the callback. */
export interface LoginSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** A verified ID token, nothing else of it is believed. */
export interface VerifiedLogin {
  readonly sub: string;
  /** Epoch milliseconds. */
  readonly authTime: number;
  readonly name?: string;
  readonly email?: string;
  /** Exactly `true`, or false. */
  readonly emailVerified: boolean;
  readonly picture?: string;
  readonly orgId?: string;
  /** `sid`: the session at Auth0 it was done in (Auth0: Manage User Sessions). */
  readonly sessionId?: string;
}

/** Auth0 as an authorization server: this server is a confidential client of it (OIDC, code + PKCE). */
export interface AuthorizationServer {
  /** Address of a new sign-in with `prompt=login` and `max_age=0`. Scope `openid profile email`. */
  begin(request: LoginRequest): Promise<{ readonly url: string; readonly secrets: LoginSecrets }>;
  /**
   * Exchanges the code and verifies the ID token: signature, RS256, `iss`, `aud`, `azp`, `nonce`, times, a fresh `auth_time` (no
   * earlier than the start of the sign-in; absent = not fresh), `sub` usable, organization as asked for.
   *
   * @param callback The whole URL of the callback, with `code` and `state` or `error`.
   * @throws {ProblemError} `login_cancelled` (access_denied), `login_failed`, `login_not_fresh`, `proof_invalid`,
   *   `identifier_invalid`, `auth0_unavailable`.
   */
  finish(
    callback: URL,
    secrets: LoginSecrets,
    expected: { readonly startedAt: number; readonly organization?: string },
  ): Promise<VerifiedLogin>;
  /** Whether its metadata can be had. Never rejects. */
  isReachable(): Promise<boolean>;
}

/** Who asks, from a verified access token. */
export interface Caller {
  /** `sub`. */
  readonly subject: string;
  /** `azp`. */
  readonly clientId: string;
  readonly organization?: string;
  /** `auth_time` in epoch milliseconds, where the token has it (RFC 9068 §2.2.1); of no use for freshness, see `fresh_logins`. */
  readonly authTime?: number;
  /** The connection of the session, where a Post-Login Action adds `https://onefold.dev/connection`. */
  readonly connection?: string;
}

/** Verifies bearer tokens. */
export interface AccessTokenVerifier {
  /**
   * RS256 only, `iss`, `aud` = this API, times, `azp` among the portals, `sub` of a person (not `…@clients`).
   *
   * @throws {ProblemError} `unauthorized`, `forbidden` (another client), `auth0_unavailable` (keys cannot be fetched).
   */
  verify(token: string): Promise<Caller>;
}
