import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { copyPostgresDatabase, createPostgresDatabase, dropPostgresDatabase } from './embedded-postgres.ts';
import { emptyTables } from './empty-tables.ts';

/** The database a suite runs on. */
export interface StoreUnderTest {
  /** Open from `beforeAll` on; its tables are empty at the beginning of each spec. */
  readonly store: Store;
  /** For a second store, or another process, on the same database. */
  readonly database: ServerConfig['database'];
  /** Whether this database gets every case, or one example of each kind. */
  readonly every: boolean;
  /** Whether every case runs on both databases. */
  readonly all: boolean;
}

/** Set by `npm test -- --all`: every case on both databases. */
const TEST_ALL = process.env['ONEFOLD_TEST_ALL'] === '1';

/** An empty database, and the function that removes it. */
interface TestDatabase {
  readonly database: ServerConfig['database'];
  remove(): Promise<void>;
}

/**
 * Declares the same suite twice: on an SQLite file and on PostgreSQL.
 *
 * @param options.everyOn The database that gets every case where the databases make no difference; default: both.
 *
 * @example
 * eachStore('the outbox', (test) => {
 *   it('keeps a message', async () => {
 *     await test.store.db.insertInto('outbox').values(message).execute();
 *   });
 * });
 */
export function eachStore(
  name: string,
  declare: (test: StoreUnderTest) => void,
  { fullRunOn }: { readonly fullRunOn?: 'SQLite' | 'PostgreSQL' } = {},
): void {
  for (const [kind, create] of [
    ['SQLite', createSqliteFile],
    ['PostgreSQL', createPostgres],
  ] as const) {
    describe(`${name} on ${kind}`, () => {
      let created: TestDatabase | undefined;
      let store: Store | undefined;

      beforeAll(async () => {
        created = await create();
        store = await openStore(created.database);
        // As for PostgreSQL: nothing here has to survive a power cut.
        if (store.kind === 'sqlite') await sql`pragma synchronous = off`.execute(store.db);
      }, 60_000);

      beforeEach(async () => {
        await emptyTables(opened(store).db);
      });

      afterAll(async () => {
        await store?.close();
        await created?.remove();
      });

      declare({
        all: TEST_ALL,
        every: TEST_ALL || fullRunOn === undefined || fullRunOn === kind,
        get store() {
          return opened(store);
        },
        get database() {
          return opened(created).database;
        },
      });
    });
  }
}

function opened<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The store is open from `beforeAll` on, not while suites are declared.');
  return value;
}

async function createSqliteFile(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'onefold-store-'));
  return {
    database: { file: join(folder, 'onefold.db') },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Migrated once, then copied. */
let template: Promise<string> | undefined;

async function createPostgres(): Promise<TestDatabase> {
  const url = await copyPostgresDatabase(await (template ??= createTemplate()));
  return { database: { url }, remove: () => dropPostgresDatabase(url) };
}

async function createTemplate(): Promise<string> {
  const url = await createPostgresDatabase();
  await (await openStore({ url })).close();
  return url;
}
