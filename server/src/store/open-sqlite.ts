import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** "One": marks the files of this server (SQLite: `PRAGMA application_id`). */
const APPLICATION_ID = 0x4f4e4546;
const REMEDY = 'Restore a backup, or set ONEFOLD_DATABASE_FILE to another file.';
/** How long opening waits for another process that opens the same file, in milliseconds. */
const OPENING = 5000;

/**
 * Opens an SQLite file; creates it and its folder if they are missing.
 *
 * @param file A path, or `:memory:`.
 * @throws {StoreError} `unusable`: damaged, not a database, or another program's. The file stays unchanged.
 */
export function openSqlite(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: OPENING, enableForeignKeyConstraints: true });
    check(database, file);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    database.exec('PRAGMA journal_mode = WAL');
    // From here on SqliteConnection waits without blocking the process.
    database.exec('PRAGMA busy_timeout = 0');
    return database;
  } catch (cause) {
    // The operator needs the file's name and a remedy, regardless of the original error.
    database?.close();
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('unusable', `The database file "${file}" cannot be used: ${reason}. ${REMEDY}`, cause);
  }
}

function check(database: DatabaseSync, file: string): void {
  const isEmpty = pragma(database, 'SELECT count(*) AS value FROM sqlite_schema') === 0;
  if (!isEmpty && pragma(database, 'SELECT application_id AS value FROM pragma_application_id') !== APPLICATION_ID) {
    throw new StoreError('unusable', `The database file "${file}" belongs to another program. ${REMEDY}`);
  }
  const verdict = pragma(database, 'SELECT quick_check AS value FROM pragma_quick_check');
  if (verdict !== 'ok') {
    throw new StoreError('unusable', `The database file "${file}" is damaged: ${String(verdict)}. ${REMEDY}`);
  }
}

function pragma(database: DatabaseSync, query: string): unknown {
  return database.prepare(query).get()?.['value'];
}
