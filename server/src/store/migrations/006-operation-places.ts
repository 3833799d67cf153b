import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The place of each user among the operations that wait for Auth0, and the user's own budget. */
export const OPERATION_PLACES: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('operation_places')
      .addColumn('subject', 'text', (column) => column.primaryKey())
      .addColumn('starts_at', 'double precision')
      .addColumn('own_until', 'double precision', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('operation_places_by_age').on('operation_places').column('own_until').execute();
  },
};
