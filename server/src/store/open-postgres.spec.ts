import { sql } from 'kysely';
import { isStoreUnavailable } from './database-errors.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { createPostgresDatabase, dropPostgresDatabase, runSql } from './testing/embedded-postgres.ts';

describe('A broken connection to PostgreSQL', () => {
  let url: string;
  let store: Store;
  let warnings: unknown[];

  beforeEach(async () => {
    url = await createPostgresDatabase();
    warnings = [];
    store = await openStore({ url }, { warn: (...args: unknown[]) => void warnings.push(args) });
  }, 30_000);

  afterEach(async () => {
    await store.close();
    await dropPostgresDatabase(url);
  });

  /** Ends connections as an administrator, a failover or a restart does. */
  const breakConnections = () =>
    runSql(
      url,
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );

  it('fails the transaction that used it, and the next one gets another', async () => {
    const error: unknown = await store
      .transaction(async (trx) => {
        await trx.insertInto('rates').values({ name: 'management', next_at: 1 }).execute();
        await breakConnections();
        await trx.updateTable('rates').set({ next_at: 2 }).execute();
      })
      .then(
        () => undefined,
        (cause: unknown) => cause,
      );
    expect(isStoreUnavailable(error)).toBeTrue();
    expect(await store.transaction((trx) => trx.selectFrom('rates').selectAll().execute())).toEqual([]);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('does not end the process while it is idle', async () => {
    const lost = Promise.withResolvers<undefined>();
    const second = await openStore(
      { url },
      {
        warn: () => {
          lost.resolve(undefined);
        },
      },
    );
    await sql`select 1`.execute(second.db);
    await breakConnections();
    await lost.promise;
    expect(await second.isReady()).toBeTrue();
    await second.close();
  });
});
