/** Somebody to sign in as, shown by the start panel and the login pages. */
export interface DemoPerson {
  readonly name: string;
  /** E-mail, or the phone number of an SMS-only person. */
  readonly email: string;
  /** Database connection only. */
  readonly password?: string;
  /** Name of the connection to sign in with. */
  readonly connection: string;
  readonly user_id: string;
  /** What the person is good for trying. */
  readonly hint: string;
}
