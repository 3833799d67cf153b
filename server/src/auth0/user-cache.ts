import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import { BATCH, inBatches } from '../store/in-batches.ts';
import type { Store } from '../store/store.ts';
import type { Auth0User } from './management.ts';

/** The cached state of a user. */
export interface CachedUser {
  /** Null: nothing fresh. */
  readonly user: Auth0User | null;
  /** To pass to `put`, which ignores a read that began before a write. */
  readonly version: number;
  /** This server's last write is so recent that a search may not show it yet. */
  readonly direct: boolean;
}

/** Caches Auth0's users for a minute, sealed, for all processes. */
export interface UserCache {
  find(userId: string): Promise<CachedUser>;
  /**
   * Caches a user, unless it has been written since the read began.
   *
   * @param version From `find`, before the read began.
   * @param readAt When the read began, epoch milliseconds.
   */
  put(user: Auth0User, version: number, readAt: number): Promise<void>;
  /** Clears users; call it after a write. */
  invalidate(userIds: readonly string[]): Promise<void>;
}

/** How long a user is fresh, in milliseconds: changes made elsewhere appear within this time. */
const FRESH_PERIOD = 60_000;
/** How long after a write of this server a user is read by id only, in milliseconds. Auth0: search is eventually consistent. */
const DIRECT_READ_PERIOD = 30_000;
/** Unused rows expire after this time, in milliseconds. No read takes as long, so no version is reused. */
const RETENTION_PERIOD = 3_600_000;

/** Maximum number of decrypted users in one process, about two kilobytes each. */
const MAX_OPENED = 1_000;

/** Opens the cache in the table `cached_users`. */
export function createUserCache({
  store,
  clock,
  sealer,
  logger,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly logger: Logger;
}): UserCache {
  /** Decrypted users by id, in the order of their decryption: a user that is viewed repeatedly is decrypted once. */
  const opened = new Map<string, { readonly document: string; readonly user: Auth0User }>();

  const open = (userId: string, document: string): Auth0User | null => {
    const known = opened.get(userId);
    if (known?.document === document) return known.user;
    try {
      const user = JSON.parse(sealer.open('cache', userId, document)) as Auth0User;
      opened.delete(userId);
      opened.set(userId, { document, user });
      const [oldest] = opened.keys();
      if (opened.size > MAX_OPENED && oldest !== undefined) opened.delete(oldest);
      return user;
    } catch (error) {
      // Damaged, or sealed with a removed key: Auth0 has the original.
      logger.warn({ err: error }, 'cached user discarded');
      return null;
    }
  };

  return {
    find: async (userId) => {
      const row = await store.db
        .selectFrom('cached_users')
        .select(['document', 'fetched_at', 'version', 'direct_until'])
        .where('user_id', '=', userId)
        .executeTakeFirst();
      if ((row?.document ?? null) === null) opened.delete(userId);
      if (row === undefined) return { user: null, version: 0, direct: false };
      const now = clock.now();
      const age = now - row.fetched_at;
      const fresh = row.document !== null && age >= 0 && age < FRESH_PERIOD ? open(userId, row.document) : null;
      return { user: fresh, version: row.version, direct: row.direct_until > now };
    },
    put: async (user, version, readAt) => {
      const document = sealer.seal('cache', user.user_id, JSON.stringify(user));
      await store.db
        .insertInto('cached_users')
        .values({ user_id: user.user_id, document, fetched_at: readAt, version, direct_until: 0 })
        .onConflict((conflict) =>
          conflict
            .column('user_id')
            .doUpdateSet({ document, fetched_at: readAt })
            .where('cached_users.version', '=', version)
            .where('cached_users.fetched_at', '<=', readAt),
        )
        .execute();
    },
    invalidate: async (userIds) => {
      const direct_until = clock.now() + DIRECT_READ_PERIOD;
      // Always in the same order, so that two processes cannot deadlock.
      const users = [...new Set(userIds)].sort();
      if (users.length === 0) return;
      await store.db
        .insertInto('cached_users')
        .values(users.map((user_id) => ({ user_id, document: null, fetched_at: 0, version: 1, direct_until })))
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({
            document: null,
            version: sql<number>`cached_users.version + 1`,
            direct_until,
          }),
        )
        .execute();
    },
  };
}

/** Empties rows that are no longer fresh, and deletes those that no longer have an effect. Called every minute. */
export async function sweepCachedUsers({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<void> {
  const now = clock.now();
  const expiredBefore = now - RETENTION_PERIOD;
  const { db } = store;
  const unused = db
    .selectFrom('cached_users')
    .select('user_id')
    .where('fetched_at', '<', expiredBefore)
    .where('direct_until', '<', expiredBefore)
    .limit(BATCH);
  await inBatches(async () => {
    const { numDeletedRows } = await db
      .deleteFrom('cached_users')
      .where('user_id', 'in', unused)
      .executeTakeFirstOrThrow();
    return numDeletedRows;
  });
  const stale = db
    .selectFrom('cached_users')
    .select('user_id')
    .where('fetched_at', '<', now - FRESH_PERIOD)
    .where('document', 'is not', null)
    .limit(BATCH);
  await inBatches(async () => {
    const { numUpdatedRows } = await db
      .updateTable('cached_users')
      .set({ document: null })
      .where('user_id', 'in', stale)
      .executeTakeFirstOrThrow();
    return numUpdatedRows;
  });
}
