import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { OutboxRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** How long a process may take for one delivery, in milliseconds: longer than the sum of its timeouts. */
export const LEASE = 120_000;

/** A message taken for delivery by this process alone, until its lease ends. */
export type ClaimedRow = Selectable<OutboxRow> & { readonly lease_owner: string };

/** Selects the messages of one lane, or of all lanes but some. */
export type LaneFilter = { readonly only: string } | { readonly except: readonly string[] };

/**
 * Claims the message of a lane that has been due longest, in one statement, so that only one process claims it. If that process
 * dies, the message is due again after its lease.
 */
export async function claimDue(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  lane: LaneFilter,
): Promise<ClaimedRow | undefined> {
  const now = clock.now();
  const owner = randomUUID();
  const row = await store.db
    .with('due', (db) => {
      const due = db
        .selectFrom('outbox')
        .select('id')
        .where('delivered_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('next_at', '<=', now)
        .where((where) => ('only' in lane ? where('lane', '=', lane.only) : where('lane', 'not in', lane.except)))
        .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
        .orderBy('next_at')
        .limit(1);
      // SQLite has one writer at a time and nothing to skip.
      return store.kind === 'postgres' ? due.forUpdate().skipLocked() : due;
    })
    .updateTable('outbox')
    .set((set) => ({ lease_owner: owner, lease_until: now + LEASE, attempts: set('attempts', '+', 1) }))
    .where('id', 'in', (db) => db.selectFrom('due').select('due.id'))
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, lease_owner: owner };
}

/** Records a delivery and deletes the message's content; does nothing if the lease has been lost. */
export async function markDelivered(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  row: ClaimedRow,
): Promise<void> {
  await store.db
    .updateTable('outbox')
    .set({ delivered_at: clock.now(), payload: '', lease_owner: null, lease_until: null, last_error: null })
    .where('id', '=', row.id)
    .where('lease_owner', '=', row.lease_owner)
    .execute();
}

/**
 * Records a failure and the time of the next attempt.
 *
 * @returns Epoch milliseconds; null after the last attempt.
 */
export async function markFailed(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  row: ClaimedRow,
  reason: string,
): Promise<number | null> {
  const now = clock.now();
  const next = retryTime(row.created_at, row.attempts, now);
  await store.db
    .updateTable('outbox')
    .set({
      lease_owner: null,
      lease_until: null,
      last_error: reason.slice(0, 500),
      ...(next === null ? { failed_at: now } : { next_at: next }),
    })
    .where('id', '=', row.id)
    .where('lease_owner', '=', row.lease_owner)
    .execute();
  return next;
}

const FIRST_RETRY_DELAY = 15_000;
const MAX_RETRY_DELAY = 6 * 3_600_000;
/** How long delivery is attempted: three days, in milliseconds. */
const MAX_AGE = 3 * 86_400_000;

/**
 * The time of the next attempt: after about 15 seconds, doubled each time up to six hours, minus a random part of up to half, so
 * that messages that failed together are not retried together.
 *
 * @param createdAt Epoch milliseconds.
 * @param attempts Attempts so far, from 1.
 * @returns Epoch milliseconds; null if three days have passed by then.
 */
function retryTime(createdAt: number, attempts: number, now: number, random = Math.random()): number | null {
  const wait = Math.min(FIRST_RETRY_DELAY * 2 ** (attempts - 1), MAX_RETRY_DELAY);
  const next = Math.round(now + wait * (1 - random / 2));
  return next > createdAt + MAX_AGE ? null : next;
}
