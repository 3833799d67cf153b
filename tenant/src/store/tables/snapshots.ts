import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { TABLES } from './schema.ts';
import type { Transact } from './transactions.ts';

/** Copies of the whole database in memory, to restore. SQLite itself makes the copy, which is fast for thousands of rows. */
export interface RestorePoints {
  /** Copies everything. Returns the copy's id. */
  take(): string;
  /** Puts everything back, all or nothing. @throws RangeError for an unknown id */
  restore(id: string): void;
  /** Forgets a copy. @throws RangeError for an unknown id */
  drop(id: string): void;
}

/** Creates the snapshot store of a database. Snapshots are lost when it is closed, even if it is a file. */
export function createRestorePoints(database: DatabaseSync, transact: Transact): RestorePoints {
  const taken = new Set<string>();
  let count = 0;
  const require = (id: string) => {
    if (!taken.has(id)) throw new RangeError(`Unknown snapshot "${id}".`);
  };
  const inEveryTable = (work: (table: string) => string, tables: readonly string[] = TABLES) =>
    transact(() => database.exec(tables.map(work).join(';')));
  return {
    take: () => {
      if (count === 0) database.exec(`ATTACH ':memory:' AS restore_points`);
      const id = `snapshot-${++count}`;
      inEveryTable(
        (table) => `CREATE TABLE restore_points."${id} ${table}" AS SELECT * FROM main.${table} ORDER BY rowid`,
      );
      taken.add(id);
      return id;
    },
    restore: (id) => {
      require(id);
      transact(() => {
        // Dependent rows are deleted first and inserted last.
        inEveryTable((table) => `DELETE FROM main.${table}`, TABLES.toReversed());
        inEveryTable(
          (table) => `INSERT INTO main.${table} SELECT * FROM restore_points."${id} ${table}" ORDER BY rowid`,
        );
      });
    },
    drop: (id) => {
      require(id);
      inEveryTable((table) => `DROP TABLE restore_points."${id} ${table}"`);
      taken.delete(id);
    },
  };
}

/** Everything in a store at one moment as plain data, to compare; omits the log, which records refusals, too. */
export type Snapshot = Readonly<
  Record<Exclude<(typeof TABLES)[number], 'logs'>, readonly Readonly<Record<string, SQLOutputValue>>[]>
>;

/** Copies every row out. */
export function takeSnapshot(database: DatabaseSync): Snapshot {
  const rows = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
  return {
    connections: rows('connections'),
    clients: rows('clients'),
    users: rows('users'),
    identities: rows('identities'),
    assignments: rows('assignments'),
    authenticators: rows('authenticators'),
    contact_methods: rows('contact_methods'),
    payloads: rows('payloads'),
    documents: rows('documents'),
  };
}

/**
 * Removes connections, clients, users, APIs, roles, organizations, logs and everything issued to them. What belongs to the tenant
 * itself and never expires, its signing keys, stays: tokens of a reset tenant must fail for being unknown, not for a
 * changed key.
 */
export function clearPeople(database: DatabaseSync, transact: Transact): void {
  transact(() => {
    for (const table of ['assignments', 'identities', 'users', 'clients', 'connections', 'documents', 'logs'])
      database.exec(`DELETE FROM ${table}`);
    database.exec('DELETE FROM payloads WHERE account_id IS NOT NULL OR expires_at IS NOT NULL');
  });
}
