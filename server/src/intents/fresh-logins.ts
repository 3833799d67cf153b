import type { Queries } from '../store/store.ts';

/** A login proved to this server. */
export interface FreshLogin {
  readonly subject: string;
  readonly browserHash: string;
  /** `auth_time`, epoch milliseconds. */
  readonly authAt: number;
  /** Connection it was done with. */
  readonly connection: string;
}

/** Logins proved to this server in the last ten minutes, each in one browser (RFC 9470). */
export interface FreshLogins {
  record(trx: Queries, login: FreshLogin): Promise<void>;
  /** The latest still fresh login of this person in this browser; null: there is none. */
  find(
    subject: string,
    browserHash: string | null,
  ): Promise<{ readonly until: number; readonly connection: string } | null>;
  /** @throws {ProblemError} `insufficient_user_authentication` with `max_age`. */
  require(subject: string, browserHash: string | null): Promise<void>;
  /** Ends every fresh login of an account: it was absorbed, or its owner said "this wasn't me". */
  forget(trx: Queries, subject: string): Promise<void>;
}
