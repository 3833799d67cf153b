import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Auth0's connections, shared by all processes. */
export const CONNECTION_LISTS: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('connection_lists')
      .addColumn('client_id', 'text', (column) => column.primaryKey())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('revision', 'text', (column) => column.notNull())
      .addColumn('fetched_at', 'bigint', (column) => column.notNull())
      .addColumn('renewing_until', 'bigint', (column) => column.notNull())
      .execute();
  },
};
