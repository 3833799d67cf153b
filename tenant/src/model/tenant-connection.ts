/** A source of sign-ins. Source: Auth0 Management API, schema `ConnectionForList`. */
export interface TenantConnection {
  /** `con_` and 16 letters or digits. */
  readonly id: string;
  readonly name: string;
  /** For people, for example "Acme Corporation". */
  readonly display_name?: string;
  /** The provider of identities that come through it: `auth0`, `google-oauth2`, `samlp`, `email`, `sms`… */
  readonly strategy: string;
  readonly isSocial: boolean;
  /** Database connections whose people also have a user name. */
  readonly requires_username?: boolean;
  /** Auth0's options, kept as given. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Properties of Auth0's that the tenant keeps without acting on them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}
