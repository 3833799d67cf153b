import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { isBusy } from './database-errors.ts';

/** How long a write waits for another process, in milliseconds. */
const BUSY_TIMEOUT = 10_000;
/** Maximum number of prepared statements. */
const MAX_PREPARED = 300;
/** Between two attempts, in milliseconds. */
const BUSY_RETRY_INTERVAL = 5;

/**
 * The one connection to an SQLite file. `node:sqlite` answers synchronously, so waiting for another writer happens here
 * and not in SQLite's `busy_timeout`, which would stop the whole process meanwhile.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  /** Prepared statements by text, in the order of their last use. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Repeats statements that find the file busy. Within a transaction none does: it has the write lock from its beginning. */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const deadline = Date.now() + BUSY_TIMEOUT;
    for (;;) {
      try {
        return this.#run<R>(query);
      } catch (error) {
        // Another process is writing, which takes milliseconds. Other errors, and too long a wait, are for the caller.
        if (!isBusy(error) || Date.now() > deadline) throw error;
      }
      await wait(BUSY_RETRY_INTERVAL);
    }
  }

  // eslint-disable-next-line require-yield -- the signature is Kysely's
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed from SQLite.');
  }

  /** Ends the transaction, unless SQLite has done so itself, as after an I/O error or on a full disk. */
  rollback(): void {
    if (this.#database.isTransaction) this.#database.exec('rollback');
  }

  close(): void {
    this.#database.close();
  }

  #run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, returnsRows } = this.#prepare(sql);
    const values = parameters as readonly SQLInputValue[];
    if (returnsRows) {
      // Spread: `node:sqlite` returns rows without a prototype, PostgreSQL plain objects.
      return { rows: statement.all(...values).map((row) => ({ ...row }) as R) };
    }
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  /** Preparing a statement takes longer than running most of them. */
  #prepare(sql: string): Prepared {
    // After a change of the tables, the columns differ.
    if (/^\s*(create|alter|drop)\b/i.test(sql)) this.#prepared.clear();
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      const statement = this.#database.prepare(sql);
      prepared = { statement, returnsRows: statement.columns().length > 0 };
    } else {
      this.#prepared.delete(sql);
    }
    this.#prepared.set(sql, prepared);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > MAX_PREPARED && oldest !== undefined) this.#prepared.delete(oldest);
    return prepared;
  }
}

/** A statement that can be run again. */
interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}
