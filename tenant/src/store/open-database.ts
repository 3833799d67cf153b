import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { StoreError } from './store-error.ts';

const REMEDY = 'Choose another file, or delete this one to start afresh.';

/**
 * Opens a tenant database and creates its tables when it is new.
 * @param path A file, or `:memory:`.
 * @throws StoreError `database_unusable` when the file is damaged, not a tenant's, or written by a newer version;
 * the file is left as it was.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true });
    prepare(database, path);
    return database;
  } catch (cause) {
    // Whatever SQLite says about the file, the person at the terminal needs its name and a way out.
    database?.close();
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('database_unusable', `Cannot use the database "${path}": ${reason}. ${REMEDY}`, { cause });
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const tables = number(database, 'SELECT count(*) AS value FROM sqlite_schema');
  const application = number(database, 'SELECT application_id AS value FROM pragma_application_id');
  const version = number(database, 'SELECT user_version AS value FROM pragma_user_version');
  if (tables === 0 && version === 0) {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA}
      PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    return;
  }
  if (application !== APPLICATION_ID) {
    throw new StoreError('database_unusable', `"${path}" is a database of another program. ${REMEDY}`);
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'database_unusable',
      `"${path}" was written by a newer version (schema ${version}, this one knows ${SCHEMA_VERSION}). ${REMEDY}`,
    );
  }
  const verdict = database.prepare('SELECT quick_check AS value FROM pragma_quick_check').get()?.['value'];
  if (verdict !== 'ok') {
    throw new StoreError('database_unusable', `The database "${path}" is damaged: ${String(verdict)}. ${REMEDY}`);
  }
}

function number(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.['value']);
}
