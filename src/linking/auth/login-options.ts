/** How to sign in. All parameters are Auth0's (Authentication API: Authorize Application). */
export interface LoginOptions {
  /** Path, query and fragment in this application to return to. Default: the current address. */
  readonly returnTo?: string;
  /** Signs in with this connection, without the list of connections. */
  readonly connection?: string;
  /** The account or address to prefill. */
  readonly loginHint?: string;
  /** Maximum age of the last sign-in, in seconds; `0` requires credentials. */
  readonly maxAge?: number;
  /** `login` requires credentials although a session exists. */
  readonly prompt?: 'login';
  /** Which page of the universal login is shown first. */
  readonly screenHint?: 'login' | 'signup';
  /** The organization to sign in to, instead of the configured one. */
  readonly organization?: string;
  /** The ticket of an invitation to `organization`. */
  readonly invitation?: string;
  /** Additional authorize parameters, for example `{ acr_values: '…' }`. The options above take precedence. */
  readonly params?: Readonly<Record<string, string>>;
  /** Rejects a different user than the last one in this browser (`session_changed`). */
  readonly keepSubject?: boolean;
}

/** The `/authorize` parameters of a sign-in, in the language of the page (OpenID Connect Core §3.1.2.1). */
export function authorizationParams(options: LoginOptions): Record<string, string | number> {
  const { connection, loginHint, maxAge, prompt, screenHint, organization, invitation, params } = options;
  const { lang } = document.documentElement;
  return {
    ...(lang && { ui_locales: lang }),
    ...params,
    ...(connection && { connection }),
    ...(loginHint && { login_hint: loginHint }),
    ...(maxAge !== undefined && { max_age: maxAge }),
    ...(prompt && { prompt }),
    ...(screenHint && { screen_hint: screenHint }),
    ...(organization && { organization }),
    ...(invitation && { invitation }),
  };
}
