import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import { TEN_MINUTES } from '../time/clock.ts';
import type { FreshLogins } from './fresh-logins.ts';

/** Keeps fresh logins in the store: one row for each person and browser, the latest. */
export function createFreshLogins({ store, clock }: Pick<Services, 'store' | 'clock'>): FreshLogins {
  const find: FreshLogins['find'] = async (subject, browserHash) => {
    if (browserHash === null) return null;
    const row = await store.db
      .selectFrom('fresh_logins')
      .select(['auth_at', 'connection', 'session_id'])
      .where('subject', '=', subject)
      .where('browser_hash', '=', browserHash)
      .where('auth_at', '>', clock.now() - TEN_MINUTES)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { until: row.auth_at + TEN_MINUTES, connection: row.connection, sessionId: row.session_id };
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
      throw new ProblemError('insufficient_user_authentication', { maxAge: TEN_MINUTES / 1000 });
    },
    forget: async (trx, subject) => {
      await trx.deleteFrom('fresh_logins').where('subject', '=', subject).execute();
    },
  };
}
