import type { DatabaseSync } from 'node:sqlite';

/** Runs work all or nothing; nested work joins the outer transaction. */
export type Transact = <Result>(work: () => Result) => Result;

/** Makes the transaction runner of one database. `IMMEDIATE` takes the write lock first, so two writers queue. */
export function createTransact(database: DatabaseSync, rolledBack: () => void = () => undefined): Transact {
  let open = false;
  return (work) => {
    if (open) return work();
    database.exec('BEGIN IMMEDIATE');
    open = true;
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (cause) {
      // Roll back first: after any error the caller must find the database unchanged.
      if (database.isTransaction) database.exec('ROLLBACK');
      rolledBack();
      throw cause;
    } finally {
      open = false;
    }
  };
}
