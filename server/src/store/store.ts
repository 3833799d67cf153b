import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Runs queries: the database, or a transaction of it. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

/** The server's state, on SQLite or PostgreSQL. The same queries run on both. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /**
   * Runs work that commits as a whole or not at all. Serializable in effect: on SQLite one writer at a time (`BEGIN
   * IMMEDIATE`), on PostgreSQL `SERIALIZABLE` with repetition after a serialization failure (40001, 40P01). The work may therefore
   * run more than once and must not do anything but queries.
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Whether the database answers and takes writes. Never rejects. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
