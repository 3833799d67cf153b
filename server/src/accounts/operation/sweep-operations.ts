import type { ServerConfig } from '../../configuration/server-config.ts';
import { historyStart } from '../../history/sweep-history.ts';
import type { Clock } from '../../platform/clock.ts';
import { BATCH, inBatches } from '../../store/in-batches.ts';
import type { Store } from '../../store/store.ts';

/**
 * After the undo period, empties plans and deletes the record of moved history. Deletes operations together with their history.
 */
export async function sweepOperations({
  store,
  clock,
  config,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: ServerConfig;
}): Promise<void> {
  const now = clock.now();
  await inBatches(() =>
    store.transaction(async (trx) => {
      const rows = await trx
        .selectFrom('operations')
        .select('id')
        .where('status', '=', 'done')
        .where('undo_until', '<=', now)
        .where('plan', 'is not', null)
        .limit(BATCH)
        .execute();
      const final = rows.map(({ id }) => id);
      if (final.length === 0) return 0;
      await trx.deleteFrom('history_moves').where('operation_id', 'in', final).execute();
      await trx.updateTable('operations').set({ plan: null }).where('id', 'in', final).execute();
      return final.length;
    }),
  );
  const since = historyStart(config, now);
  if (since === null) return;
  const old = store.db
    .selectFrom('operations')
    .select('id')
    .where('finished_at', '<', since)
    .orderBy('finished_at')
    .limit(BATCH);
  await inBatches(async () => {
    const { numDeletedRows } = await store.db.deleteFrom('operations').where('id', 'in', old).executeTakeFirstOrThrow();
    return numDeletedRows;
  });
}
