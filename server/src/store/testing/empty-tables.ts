import { PostgresAdapter, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import type { Queries } from '../store.ts';

/** In the order to empty them: legs refer to intents. A record, so that the compiler asks for a table that is missing. */
const TABLES: Readonly<Record<keyof Tables, true>> = {
  legs: true,
  intents: true,
  fresh_logins: true,
  operations: true,
  account_locks: true,
  identity_facts: true,
  history: true,
  history_moves: true,
  outbox: true,
  flag_links: true,
  suggestions: true,
  suggestion_scans: true,
  cached_users: true,
  connection_lists: true,
  rates: true,
  operation_places: true,
};

/** Every table; keys of an object come in the order they were written in. */
export const ALL_TABLES = Object.keys(TABLES) as (keyof Tables)[];

/** Empties every table; in one statement where the database can, because specs do this before each case. */
export async function emptyTables(queries: Queries): Promise<void> {
  if (queries.getExecutor().adapter instanceof PostgresAdapter) {
    const deletes = ALL_TABLES.map((table) => sql`${sql.ref(`deleted_${table}`)} as (delete from ${sql.table(table)})`);
    await sql`with ${sql.join(deletes)} select 1`.execute(queries);
    return;
  }
  for (const table of ALL_TABLES) await queries.deleteFrom(table).execute();
}
