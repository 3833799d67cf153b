import { Kysely, PostgresDialect, sql, type Dialect, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import { isStoreUnavailable } from './database-errors.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { retryTransaction } from './retry-transaction.ts';
import type { Tables } from './schema.ts';
import { SqliteDialect } from './sqlite-dialect.ts';
import { StoreError } from './store-error.ts';
import type { Store } from './store.ts';

/**
 * Opens the store and migrates its tables to this version.
 *
 * @param logger Logs broken connections.
 * @throws {StoreError} The database cannot be reached, is damaged, another program's or a newer version's.
 */
export async function openStore(database: ServerConfig['database'], logger?: Pick<Logger, 'warn'>): Promise<Store> {
  const onLost = (error: Error) => logger?.warn({ err: error }, 'PostgreSQL connection lost');
  const store = 'file' in database ? sqliteStore(database.file) : postgresStore(database, onLost);
  const name =
    'file' in database ? `The database file "${database.file}"` : `The database at ${describeLocation(database.url)}`;
  try {
    if ('file' in database) await migrate(store.db as unknown as Kysely<never>, name);
    else await migratePostgres(database.url, name, onLost);
    // Opens the driver, because an unused one cannot be closed.
    await sql`select 1`.execute(store.db);
    return store;
  } catch (error) {
    // The caller gets no store, so it is closed here.
    await store.close();
    throw refusal(error, name);
  }
}

/** The error shown to the operator, derived from the database's error. */
function refusal(error: unknown, name: string): StoreError {
  const origin = error instanceof StoreError ? (error.cause ?? error) : error;
  if (isStoreUnavailable(origin)) {
    return new StoreError(
      'unavailable',
      `${name} does not respond: ${messageOf(origin)}. Check that it is running.`,
      error,
    );
  }
  if (error instanceof StoreError) return error;
  return new StoreError('unusable', `${name} cannot be used: ${messageOf(error)}.`, error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sqliteStore(file: string): Store {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect(openSqlite(file)) });
  return {
    kind: 'sqlite',
    db,
    transaction: (work) => db.transaction().execute(work),
    // Each transaction is the only writer.
    lockKey: () => Promise.resolve(),
    isReady: () => isWritable(db),
    close: () => db.destroy(),
  };
}

/** Uses separate connections, because a migration may take longer than any request should. */
async function migratePostgres(url: string, name: string, onLost: (error: Error) => void): Promise<void> {
  const pool = openPostgres(url, onLost, { max: 2, patient: true });
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, name);
  } finally {
    await db.destroy();
  }
}

function postgresStore(
  { url, connections }: Extract<ServerConfig['database'], { readonly url: string }>,
  onLostConnection: (error: Error) => void,
): Store {
  const options = connections === undefined ? {} : { max: connections };
  const dialect: Dialect = new PostgresDialect({ pool: openPostgres(url, onLostConnection, options) });
  const db = new Kysely<Tables>({ dialect });
  return {
    kind: 'postgres',
    db,
    transaction: <T>(work: (trx: Transaction<Tables>) => Promise<T>) =>
      retryTransaction(() => db.transaction().setIsolationLevel('read committed').execute(work)),
    lockKey: async (trx, key) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
    },
    isReady: () => isWritable(db),
    close: () => db.destroy(),
  };
}

/**
 * Whether a write succeeds: a full disk and a read-only database still answer reads. Writes another value each time, because
 * SQLite does not write a row that stays the same.
 */
async function isWritable(db: Kysely<Tables>): Promise<boolean> {
  try {
    await db
      .insertInto('rates')
      .values({ name: 'ready', next_at: 0 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ next_at: sql`1 - rates.next_at` }))
      .execute();
    return true;
  } catch {
    // Any failure means "not ready", which is the answer.
    return false;
  }
}

/** The address of a database without user and password. */
function describeLocation(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'DATABASE_URL' : `${parsed.host}${parsed.pathname}`;
}
