import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { BATCH, inBatches } from '../store/in-batches.ts';
import type { Store } from '../store/store.ts';
import { firstIdAt } from './sortable-id.ts';

/** Start of the kept history, epoch milliseconds; null: kept forever. */
export function historyStart({ historyDays }: Pick<ServerConfig, 'historyDays'>, now: number): number | null {
  return historyDays === 0 ? null : now - historyDays * 86_400_000;
}

/** Deletes entries older than configured, including those of accounts deleted from Auth0. */
export async function sweepHistory({
  store,
  clock,
  config,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: ServerConfig;
}): Promise<void> {
  const since = historyStart(config, clock.now());
  if (since === null) return;
  const old = store.db.selectFrom('history').select('id').where('id', '<', firstIdAt(since)).orderBy('id').limit(BATCH);
  await inBatches(async () => {
    const { numDeletedRows } = await store.db.deleteFrom('history').where('id', 'in', old).executeTakeFirstOrThrow();
    return numDeletedRows;
  });
}
