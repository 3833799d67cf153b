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
      .select(['auth_at', 'connection'])
      .where('subject', '=', subject)
      .where('browser_hash', '=', browserHash)
      .where('auth_at', '>', clock.now() - TEN_MINUTES)
      .executeTakeFirst();
    return row === undefined ? null : { until: row.auth_at + TEN_MINUTES, connection: row.connection };
  };
  return {
    find,
    record: async (trx, { subject, browserHash, authAt, connection }) => {
      // A provider whose clock is ahead must not make a login last longer.
      const auth_at = Math.min(authAt, clock.now());
      await trx
        .insertInto('fresh_logins')
        .values({ subject, browser_hash: browserHash, auth_at, connection })
        .onConflict((conflict) =>
          conflict
            .columns(['subject', 'browser_hash'])
            .doUpdateSet({ auth_at, connection })
            .where('fresh_logins.auth_at', '<', auth_at),
        )
        .execute();
    },
    require: async (subject, browserHash) => {
      if ((await find(subject, browserHash)) === null) {
        throw new ProblemError('insufficient_user_authentication', { maxAge: TEN_MINUTES / 1000 });
      }
    },
    forget: async (trx, subject) => {
      await trx.deleteFrom('fresh_logins').where('subject', '=', subject).execute();
    },
  };
}
