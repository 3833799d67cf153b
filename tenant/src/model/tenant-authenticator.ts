/** An address of a user that Auth0 would send codes to as a second factor; it has no effect in the tenant. */
export interface TenantContactMethod {
  /** `email|dev_…` or `phone|dev_…`. */
  readonly id: string;
  readonly type: 'email' | 'phone';
  /** The user's name for it. */
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone_number?: string | undefined;
  readonly preferred_authentication_method?: 'sms' | 'voice' | undefined;
  /** ISO 8601. */
  readonly created_at: string;
}

/** The authenticator app of a user: a second factor by one-time passwords (TOTP, RFC 6238). */
export interface TenantAuthenticator {
  /** Base32 (RFC 4648 §6). */
  readonly secret: string;
  /** A first code has proved that the app has the secret. Until then the user is not asked for one. */
  readonly active: boolean;
  /** Asked for at every login, not only where an application or an Action wants it. */
  readonly always: boolean;
  /** The 30-second step whose code was used last: neither it nor an earlier one works again. */
  readonly last_step?: number;
  /** Wrong codes since the last right one, and the time of the last, in milliseconds since the epoch. */
  readonly failures?: number;
  readonly failed_at?: number;
  /** The user's name for it. */
  readonly name?: string;
  /** ISO 8601. */
  readonly created_at: string;
}
