import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Runs queries: the database, or a transaction of it. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

/** The server's state, on SQLite or PostgreSQL. The same queries run on both. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /**
   * Runs work that commits completely or not at all: on SQLite one writer at a time (`BEGIN IMMEDIATE`), on PostgreSQL
   * `READ COMMITTED`. Data may change between a read and a write, so each decision is a condition of the writing statement, or is made
   * under an account's lock or `lockKey`. Repeats the work after a deadlock (40P01), so the work must do nothing but queries.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /**
   * Makes other transactions with the same key wait until this one ends, for rules that a condition of one statement cannot
   * express.
   */
  lockKey(trx: Transaction<Tables>, key: string): Promise<void>;
  /** Whether the database answers and takes writes. Never rejects. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
