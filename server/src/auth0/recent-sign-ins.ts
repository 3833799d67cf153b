import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Queries, Store } from '../store/store.ts';

/** How long a sign-in counts as recent, in milliseconds. */
export const RECENT_SIGN_IN = 600_000;

/** A sign-in proved to this server. */
export interface ProvedSignIn {
  readonly subject: string;
  readonly browserHash: string;
  /** `auth_time`, epoch milliseconds. */
  readonly authAt: number;
  /** Connection it was done with. */
  readonly connection: string;
  /** `sid`: the session at Auth0 of the login; null: Auth0 sent none. */
  readonly sessionId: string | null;
}

/** A sign-in that is still recent. */
export interface RecentSignIn extends Pick<ProvedSignIn, 'connection' | 'sessionId'> {
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Sign-ins proved to this server in the last ten minutes, each in one browser (RFC 9470). */
export interface RecentSignIns {
  record(trx: Queries, login: ProvedSignIn): Promise<void>;
  /** The latest recent sign-in of this user in this browser; null: none. */
  find(subject: string, browserHash: string | null): Promise<RecentSignIn | null>;
  /** @throws {ProblemError} `insufficient_user_authentication` with `max_age`. */
  require(subject: string, browserHash: string | null): Promise<RecentSignIn>;
  /** Ends every recent sign-in of an account: it was absorbed, or its owner reported a change. */
  deleteAll(trx: Queries, subject: string): Promise<void>;
  /** Ends the recent sign-ins of an account in all browsers but one. @param browserHash Null: in all. */
  deleteOthers(trx: Queries, subject: string, browserHash: string | null): Promise<void>;
}

/** Keeps recent sign-ins in the store: the latest of each user and browser. */
export function createRecentSignIns({ store, clock }: { readonly store: Store; readonly clock: Clock }): RecentSignIns {
  const find: RecentSignIns['find'] = async (subject, browserHash) => {
    if (browserHash === null) return null;
    const row = await store.db
      .selectFrom('fresh_logins')
      .select(['auth_at', 'connection', 'session_id'])
      .where('subject', '=', subject)
      .where('browser_hash', '=', browserHash)
      .where('auth_at', '>', clock.now() - RECENT_SIGN_IN)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { until: row.auth_at + RECENT_SIGN_IN, connection: row.connection, sessionId: row.session_id };
  };
  return {
    find,
    record: async (trx, { subject, browserHash, authAt, connection, sessionId }) => {
      // A provider whose clock is ahead must not make a login last longer.
      const auth_at = Math.min(authAt, clock.now());
      await trx
        .insertInto('fresh_logins')
        .values({ subject, browser_hash: browserHash, auth_at, connection, session_id: sessionId })
        .onConflict((conflict) =>
          conflict
            .columns(['subject', 'browser_hash'])
            .doUpdateSet({ auth_at, connection, session_id: sessionId })
            .where('fresh_logins.auth_at', '<', auth_at),
        )
        .execute();
    },
    require: async (subject, browserHash) => {
      const login = await find(subject, browserHash);
      if (login !== null) return login;
      throw new ProblemError('insufficient_user_authentication', { maxAge: RECENT_SIGN_IN / 1000 });
    },
    deleteAll: async (trx, subject) => {
      await trx.deleteFrom('fresh_logins').where('subject', '=', subject).execute();
    },
    deleteOthers: async (trx, subject, browserHash) => {
      await trx
        .deleteFrom('fresh_logins')
        .where('subject', '=', subject)
        .where('browser_hash', '!=', browserHash ?? '')
        .execute();
    },
  };
}
