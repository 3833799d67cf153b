import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The receiver of a message: one that does not answer delays no other. Waiting messages get the lane of their topic. */
export const OUTBOX_LANES: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('outbox')
      .addColumn('lane', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  },
};
