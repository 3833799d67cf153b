import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The details of an event as one JSON column, which takes the values of the columns it replaces. */
export const EVENT_DETAILS: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('history')
      .addColumn('details', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute();
    // `json`, not `jsonb`: it takes every text that JavaScript has written, such as half of a surrogate pair.
    const details =
      db.getExecutor().adapter instanceof PostgresAdapter
        ? sql`json_build_object('identity', identity::json, 'address', address, 'user_agent', user_agent)::text`
        : sql`json_object('identity', json(identity), 'address', address, 'user_agent', user_agent)`;
    await sql`update history set details = ${details}`.execute(db);
    for (const column of ['identity', 'address', 'user_agent']) {
      await db.schema.alterTable('history').dropColumn(column).execute();
    }
  },
};
