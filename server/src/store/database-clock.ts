import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type BackgroundLoop, startLoop } from '../platform/background-loop.ts';
import { type Clock, SYSTEM_CLOCK } from '../platform/clock.ts';
import type { Store } from './store.ts';

/** How often the time of the database is read, in milliseconds. */
const MEASURE_INTERVAL = 60_000;

/** A clock that a background loop corrects. */
export interface DatabaseClock extends Clock {
  stop(): Promise<void>;
}

/**
 * The time of PostgreSQL, so that processes on different machines agree. Between two measurements, time advances with this machine's
 * monotonic clock. With SQLite, the machine's own time.
 *
 * @param parts.steady Milliseconds since some moment, which do not step.
 */
export async function startDatabaseClock(
  store: Store,
  { logger, steady = () => performance.now() }: { readonly logger: Logger; readonly steady?: () => number },
): Promise<DatabaseClock> {
  if (store.kind === 'sqlite') return { ...SYSTEM_CLOCK, stop: () => Promise.resolve() };
  let offset = await measure(store, steady);
  let last = 0;
  const loop: BackgroundLoop = startLoop({
    name: 'clock',
    every: MEASURE_INTERVAL,
    run: async () => void (offset = await measure(store, steady)),
    logger,
  });
  return {
    // Never decreases: after a correction backwards, time stands still until the database has caught up.
    now: () => (last = Math.max(last, Math.round(steady() + offset))),
    stop: () => loop.stop(),
  };
}

/** How far the database's epoch milliseconds are ahead of `steady`; half of the round trip is the age of the answer. */
async function measure({ db }: Store, steady: () => number): Promise<number> {
  const before = steady();
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  const after = steady();
  return (rows[0]?.now ?? Date.now()) - (before + after) / 2;
}
