/** The signed-in person, from the ID token (OpenID Connect Core §5.1). */
export interface AuthUser {
  readonly sub: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly org_id?: string;
  /** When the person last typed credentials, epoch seconds; only where the login asked for it with `maxAge`. */
  readonly auth_time?: number;
}
