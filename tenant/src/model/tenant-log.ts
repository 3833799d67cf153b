/** A log event to write. Names of clients and users, and the kind of a connection, are filled in. */
export interface NewLog {
  readonly type: LogType;
  readonly description?: string | undefined;
  readonly client_id?: string | undefined;
  /** Name of the connection. */
  readonly connection?: string | undefined;
  readonly user_id?: string | undefined;
  /** The entered user name; by default the user's own name. */
  readonly user_name?: string | undefined;
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
  readonly ip?: string | undefined;
  readonly hostname?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** A log event. Source: Auth0 Management API, schema `Log`. */
export interface TenantLog extends NewLog {
  /** Grows with time; the place to continue from. */
  readonly log_id: string;
  readonly _id: string;
  /** ISO 8601, the tenant's time. */
  readonly date: string;
  readonly client_name?: string;
  readonly connection_id?: string;
  readonly strategy?: string;
  readonly strategy_type?: string;
  readonly isMobile: boolean;
}

/**
 * What can happen in the tenant, as Auth0's code. `f…` is a failure, `s…` a success.
 * Source: Auth0, "Log Event Type Codes".
 */
export type LogType =
  /** Login, failed login: in general, wrong password, unknown user. */
  | 's'
  | 'f'
  | 'fp'
  | 'fu'
  /** Silent authentication (`prompt=none`). */
  | 'ssa'
  | 'fsa'
  /** Logout. */
  | 'slo'
  | 'flo'
  /** Sign-up. */
  | 'ss'
  | 'fs'
  /** Verification of an email address, and the request to verify one. */
  | 'sv'
  | 'fv'
  | 'svr'
  | 'fvr'
  /** Change of a password, and the request for one. */
  | 'scp'
  | 'fcp'
  | 'scpr'
  | 'fcpr'
  /** Passwordless: code or link by email, code by text message. */
  | 'cls'
  | 'cs'
  /** Code for tokens. */
  | 'seacft'
  | 'feacft'
  /** Refresh token for tokens; `ferrt` if a used one is presented again. */
  | 'sertft'
  | 'fertft'
  | 'ferrt'
  /** A client's own credentials for a token. */
  | 'seccft'
  | 'feccft'
  /** A token of another issuer for tokens, decided by an Action. */
  | 'secte'
  | 'fecte'
  /** Password for tokens. */
  | 'sepft'
  | 'fepft'
  /** Passwordless code for tokens. */
  | 'sepotpft'
  | 'fepotpft'
  /** Multi-factor authentication. */
  | 'gd_auth_failed'
  | 'gd_auth_succeed'
  | 'gd_enrollment_complete'
  | 'gd_recovery_failed'
  | 'gd_recovery_succeed'
  | 'gd_send_email'
  | 'gd_send_sms'
  | 'gd_start_auth'
  | 'gd_start_enroll'
  | 'gd_unenroll'
  | 'gd_user_delete'
  /** Change through the Management API; a read that showed a secret; too many requests. */
  | 'sapi'
  | 'fapi'
  | 'mgmt_api_read'
  | 'api_limit'
  /** Deletion of a user. */
  | 'sdu'
  /** Refresh token revoked. */
  | 'srrt'
  /** Brute-force protection: an address blocked for one name, one blocked for all, and the end of it. */
  | 'limit_wc'
  | 'limit_mu'
  | 'ublkdu'
  /** An Action failed. */
  | 'actions_execution_failed';
