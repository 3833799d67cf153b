import { sql } from 'kysely';
import { isStoreUnavailable } from './database-errors.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { createPostgresDatabase, dropPostgresDatabase, runSql } from './testing/embedded-postgres.ts';

describe('The connections to PostgreSQL', () => {
  let url: string;
  let store: Store;

  beforeEach(async () => {
    url = await createPostgresDatabase();
    store = await openStore({ url, connections: 2 });
  }, 30_000);

  afterEach(async () => {
    await store.close();
    await dropPostgresDatabase(url);
  });

  it('are no more than configured', async () => {
    const pids = await Promise.all(
      Array.from({ length: 8 }, () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(store.db)),
    );
    expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).toBe(2);
  });

  it('run transactions that are never rolled back because of another one’s reads', async () => {
    const isolation = await store.transaction((trx) =>
      sql<{ level: string }>`select current_setting('transaction_isolation') as level`.execute(trx),
    );
    expect(isolation.rows).toEqual([{ level: 'read committed' }]);
  });
});

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
