import type { DatabaseSync } from 'node:sqlite';
import { TABLES } from './schema.ts';
import type { Transact } from './transactions.ts';

/** Copies of the whole database in memory, to go back to. SQLite copies by itself, so thousands of rows take no time. */
export interface Moments {
  /** Copies everything. Returns the copy's id. */
  take(): string;
  /** Puts everything back, all or nothing. @throws RangeError for an unknown id */
  restore(id: string): void;
  /** Forgets a copy. @throws RangeError for an unknown id */
  drop(id: string): void;
}

/** Makes the moments of a database. They are gone when it is closed, even where it is a file. */
export function createMoments(database: DatabaseSync, transact: Transact): Moments {
  const taken = new Set<string>();
  let count = 0;
  const require = (id: string) => {
    if (!taken.has(id)) throw new RangeError(`No snapshot "${id}".`);
  };
  const inEveryTable = (work: (table: string) => string, tables: readonly string[] = TABLES) =>
    transact(() => database.exec(tables.map(work).join(';')));
  return {
    take: () => {
      if (count === 0) database.exec(`ATTACH ':memory:' AS moments`);
      const id = `snapshot-${++count}`;
      inEveryTable((table) => `CREATE TABLE moments."${id} ${table}" AS SELECT * FROM main.${table} ORDER BY rowid`);
      taken.add(id);
      return id;
    },
    restore: (id) => {
      require(id);
      transact(() => {
        // Dependents go first and come last.
        inEveryTable((table) => `DELETE FROM main.${table}`, TABLES.toReversed());
        inEveryTable((table) => `INSERT INTO main.${table} SELECT * FROM moments."${id} ${table}" ORDER BY rowid`);
      });
    },
    drop: (id) => {
      require(id);
      inEveryTable((table) => `DROP TABLE moments."${id} ${table}"`);
      taken.delete(id);
    },
  };
}
