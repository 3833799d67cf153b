import type { Queries } from '../store/store.ts';

/** A login proved to this server. */
export interface FreshLogin {
  readonly subject: string;
  readonly browserHash: string;
  /** `auth_time`, epoch milliseconds. */
  readonly authAt: number;
  /** Connection it was done with. */
  readonly connection: string;
  /** `sid`: the session at Auth0 it was done in; null: Auth0 told none. */
  readonly sessionId: string | null;
}

/** A login that is still fresh. */
export interface StillFresh extends Pick<FreshLogin, 'connection' | 'sessionId'> {
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Logins proved to this server in the last ten minutes, each in one browser (RFC 9470). */
export interface FreshLogins {
  record(trx: Queries, login: FreshLogin): Promise<void>;
  /** The latest still fresh login of this person in this browser; null: there is none. */
  find(subject: string, browserHash: string | null): Promise<StillFresh | null>;
  /** @throws {ProblemError} `insufficient_user_authentication` with `max_age`. */
  require(subject: string, browserHash: string | null): Promise<StillFresh>;
  /** Ends every fresh login of an account: it was absorbed, or its owner said "this wasn't me". */
  forget(trx: Queries, subject: string): Promise<void>;
}
