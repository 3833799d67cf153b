import { sql } from 'kysely';
import type { Rate } from '../configuration/server-config.ts';
import type { Store } from '../store/store.ts';
import type { Pace } from './pace.ts';

/** Slots of the Management API's rate, shared by all processes on one store. */
export interface RateSlots {
  /** Milliseconds between two slots. */
  readonly interval: number;
  /** Takes the next slots, with one statement. @returns When each begins, epoch milliseconds: now or later. */
  reserve(count: number): Promise<readonly number[]>;
  /** Grants no slot to any process before this time (epoch milliseconds), as Auth0 requested. */
  delay(until: number): Promise<void>;
}

const NAME = 'management';
/** A row further ahead than this, in milliseconds, was written by a wrong clock and must not block all calls. */
const MAX_AHEAD = 600_000;

/**
 * The generic cell rate algorithm (ITU-T I.371): the row holds the theoretical arrival time of the next call. Half of the limit may
 * burst, so that calls that arrive closer together than they were sent do not exceed the limit.
 */
export function createRateSlots(store: Pick<Store, 'db'>, { limit, perSeconds }: Rate, pace: Pace): RateSlots {
  const interval = (perSeconds * 1000) / limit;
  const tolerance = (Math.max(1, Math.floor(limit / 2)) - 1) * interval;

  /** One statement, so that two processes never get the same slot. @returns When the call after the last slot would be due. */
  const move = async (next: ReturnType<typeof sql<number>>, first: number): Promise<number> => {
    const { next_at } = await store.db
      .insertInto('rates')
      .values({ name: NAME, next_at: first })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ next_at: next }))
      .returning('next_at')
      .executeTakeFirstOrThrow();
    return next_at;
  };

  return {
    interval,
    reserve: async (count) => {
      const now = pace.now();
      const arrival = sql<number>`case when rates.next_at between ${now} and ${now + MAX_AHEAD} then rates.next_at else ${now} end`;
      const duration = count * interval;
      const due = await move(sql<number>`${arrival} + ${duration}`, now + duration);
      return Array.from({ length: count }, (_, index) => Math.max(now, due - (count - index) * interval - tolerance));
    },
    delay: async (until) => {
      const now = pace.now();
      const next = Math.min(until, now + MAX_AHEAD - tolerance) + tolerance;
      await move(sql<number>`case when rates.next_at > ${next} then rates.next_at else ${next} end`, next);
    },
  };
}
