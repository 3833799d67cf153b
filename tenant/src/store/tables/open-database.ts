import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { StoreError } from './store-error.ts';

const REMEDY = 'Choose another file, or delete this one to start afresh.';

/**
 * Opens a tenant database, creates its tables if it is new and migrates an older one, all or nothing.
 * @param path A file, or `:memory:`.
 * @param migrations The steps to the current version.
 * @throws StoreError `database_unusable` when the file is damaged, not a tenant's, or written by a newer version;
 * the file stays unchanged.
 */
export function openDatabase(path: string, migrations: readonly string[] = MIGRATIONS): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
    prepare(database, path, migrations);
    return database;
  } catch (cause) {
    // Adds to SQLite's message what the user at the terminal needs: the file's name and a remedy.
    database?.close();
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('database_unusable', `Cannot use the database "${path}": ${reason}. ${REMEDY}`, { cause });
  }
}

function prepare(database: DatabaseSync, path: string, migrations: readonly string[]): void {
  const isNew = number(database, 'SELECT count(*) AS value FROM sqlite_schema') === 0 && version(database) === 0;
  if (isNew) database.exec('PRAGMA journal_mode = WAL');
  else refuseUnusable(database, path, migrations.length);
  if (version(database) < migrations.length) migrate(database, migrations);
}

function refuseUnusable(database: DatabaseSync, path: string, known: number): void {
  const application = number(database, 'SELECT application_id AS value FROM pragma_application_id');
  if (application !== APPLICATION_ID) {
    throw new StoreError('database_unusable', `"${path}" is a database of another program. ${REMEDY}`);
  }
  if (version(database) > known) {
    throw new StoreError(
      'database_unusable',
      `"${path}" was written by a newer version (schema ${version(database)}, this one knows ${known}). ${REMEDY}`,
    );
  }
  const verdict = database.prepare('SELECT quick_check AS value FROM pragma_quick_check').get()?.['value'];
  if (verdict !== 'ok') {
    throw new StoreError('database_unusable', `The database "${path}" is damaged: ${String(verdict)}. ${REMEDY}`);
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  // The lock comes first: of two tenants that start at once, the second finds the work done.
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version(database))) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (cause) {
    // A half-migrated file would match no version: roll back, then report.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

function version(database: DatabaseSync): number {
  return number(database, 'SELECT user_version AS value FROM pragma_user_version');
}

function number(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.['value']);
}
