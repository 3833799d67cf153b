/** A connection whose accounts users may link. */
export interface LinkableConnection {
  /** Auth0's connection name, sent as the `connection` parameter, for example `google-oauth2`. */
  readonly name: string;
  /** Display name, for example `Google`. */
  readonly label: string;
  /** The provider (strategy) whose mark is shown; default: `name`. */
  readonly provider?: string;
}
