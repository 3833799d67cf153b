/** A connection a person may link an account of. */
export interface LinkableConnection {
  /** Auth0's connection name, sent as the `connection` parameter, for example `google-oauth2`. */
  readonly name: string;
  /** What people call it, for example `Google`. */
  readonly label: string;
  /** The provider (strategy) whose mark is shown; default: `name`. */
  readonly provider?: string;
}
