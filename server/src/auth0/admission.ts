import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Rate } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Queries, Store } from '../store/store.ts';
import type { Pace } from './pace.ts';

/** An operation that has been admitted. */
export interface Admitted {
  /** When it was admitted, epoch milliseconds: its calls precede those of later operations. */
  readonly at: number;
  /** Requests it has made so far. */
  calls: number;
}

/** What an operation needs, and whether it may be refused. */
export interface OperationCost {
  /** The user, who cannot take the capacity of all users. */
  readonly subject: string;
  /** Management API requests that it usually makes. */
  readonly calls: number;
  /** Refused only because of the user's own requests, not because many users wait. */
  readonly urgent?: boolean;
}

/** Admits whole operations, first come first served, for all processes of one store. */
export interface Admission {
  /**
   * Runs an operation if all of its calls can be made soon.
   *
   * @throws {ProblemError} `rate_limited` with `retryAfter`, before the first call. Keeps the user's place until then.
   */
  run<T>(cost: OperationCost, work: () => Promise<T>): Promise<T>;
  /** The operation that runs in the current asynchronous context. */
  current(): Admitted | undefined;
}

/** An operation is admitted if its calls can be made within this time, in milliseconds. */
const MAX_ADMISSION_DELAY = 20_000;
/** How far ahead places are kept, in milliseconds. */
const MAX_PLACE_AHEAD = 300_000;
/** How long a place is kept for a user who does not return, in milliseconds. */
const PLACE_GRACE_PERIOD = 30_000;
/** Share of the rate for operations; the rest is for profile views. */
const OPERATIONS_SHARE = 3 / 4;
/** Share of the rate for one user after `USER_BURST` is used up. */
const USER_SHARE = 1 / 4;
/** Budget that one user may spend immediately, in milliseconds of the user's share. */
const USER_BURST = 60_000;
const CLOCK = 'operations';

/**
 * Keeps a clock in the table `rates`: the time at which the calls of all admitted and waiting operations will have been made. An
 * operation whose calls would be made too late gets a place in `operation_places` and is asked to retry then.
 */
export function createAdmission(store: Store, { limit, perSeconds }: Rate, pace: Pace): Admission {
  const contexts = new AsyncLocalStorage<Admitted>();
  const slot = (perSeconds * 1000) / limit;
  const interval = slot / OPERATIONS_SHARE;

  /** Moves the clock. @returns When these calls will have been made; undefined: too far ahead to keep a place. */
  const move = async (trx: Queries, calls: number, now: number, bounded: boolean): Promise<number | undefined> => {
    const duration = calls * interval;
    // A value further ahead was written by a wrong clock.
    const base = sql<number>`case when rates.next_at between ${now} and ${now + 2 * MAX_PLACE_AHEAD} then rates.next_at else ${now} end`;
    const row = await trx
      .insertInto('rates')
      .values({ name: CLOCK, next_at: now + duration })
      .onConflict((conflict) => {
        const set = conflict.column('name').doUpdateSet({ next_at: sql<number>`${base} + ${duration}` });
        return bounded ? set.where(sql<boolean>`${base} <= ${now + MAX_PLACE_AHEAD}`) : set;
      })
      .returning('next_at')
      .executeTakeFirst();
    return row?.next_at;
  };

  const savePlace = async (trx: Queries, subject: string, startsAt: number | null, ownUntil: number): Promise<void> => {
    const place = { starts_at: startsAt, own_until: ownUntil };
    await trx
      .insertInto('operation_places')
      .values({ subject, ...place })
      .onConflict((conflict) => conflict.column('subject').doUpdateSet(place))
      .execute();
  };

  /** @returns 0: admitted. Otherwise milliseconds to wait. */
  const requestAdmission = async (trx: Queries, { subject, calls, urgent = false }: OperationCost): Promise<number> => {
    const now = pace.now();
    const own = await trx
      .selectFrom('operation_places')
      .select(['starts_at', 'own_until'])
      .where('subject', '=', subject)
      .executeTakeFirst();
    const ownUntil = Math.max(now, Math.min(own?.own_until ?? 0, now + 2 * MAX_PLACE_AHEAD));
    if (ownUntil > now + USER_BURST) return ownUntil - now - USER_BURST;
    const nextOwnUntil = ownUntil + (calls * slot) / USER_SHARE;
    const placeAt = own?.starts_at ?? null;
    const hasPlace = placeAt !== null && placeAt > now - PLACE_GRACE_PERIOD && placeAt <= now + MAX_PLACE_AHEAD;
    const endsAt = hasPlace ? placeAt + calls * interval : await move(trx, calls, now, !urgent);
    if (endsAt === undefined) return MAX_PLACE_AHEAD;
    // A long operation is admitted if nothing waits before it.
    const wait = Math.min(endsAt - now - MAX_ADMISSION_DELAY, endsAt - calls * interval - now);
    if (urgent || wait <= 0) {
      await savePlace(trx, subject, null, nextOwnUntil);
      return 0;
    }
    if (!hasPlace) await savePlace(trx, subject, endsAt - calls * interval, ownUntil);
    return wait;
  };

  return {
    current: () => contexts.getStore(),
    run: async (cost, work) => {
      // Part of an operation that has been admitted.
      if (contexts.getStore() !== undefined) return await work();
      const wait = await store.transaction((trx) => requestAdmission(trx, cost));
      if (wait > 0) throw new ProblemError('rate_limited', { retryAfter: Math.ceil(wait / 1000) });
      const admitted: Admitted = { at: pace.now(), calls: 0 };
      const correctClock = async (minCalls: number): Promise<void> => {
        const difference = Math.max(admitted.calls, minCalls) - cost.calls;
        if (difference !== 0) await moveClock(difference * interval);
      };
      try {
        const outcome = await contexts.run(admitted, work);
        // The calls that follow the response are counted in advance.
        await correctClock(cost.calls);
        return outcome;
      } catch (error) {
        await correctClock(0);
        throw error;
      }
    },
  };

  /** Corrects the clock by the difference between estimated and actual calls. */
  async function moveClock(difference: number): Promise<void> {
    try {
      await store.db
        .updateTable('rates')
        .set((row) => ({ next_at: row('next_at', '+', difference) }))
        .where('name', '=', CLOCK)
        .execute();
    } catch {
      // The outcome of the operation stands; the clock is only an estimate.
    }
  }
}

/** Deletes places and budgets that no longer have an effect. */
export async function sweepPlaces({ store, clock }: { readonly store: Store; readonly clock: Clock }): Promise<void> {
  const now = clock.now();
  await store.db
    .deleteFrom('operation_places')
    .where('own_until', '<', now)
    .where((where) => where.or([where('starts_at', 'is', null), where('starts_at', '<', now - PLACE_GRACE_PERIOD)]))
    .execute();
}
