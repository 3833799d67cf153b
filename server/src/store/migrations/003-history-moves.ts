import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which entries of the history a link has moved, so that its undo gives them back; and when operations ended. */
export const HISTORY_MOVES: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('history_moves')
      .addColumn('operation_id', 'text', (column) => column.notNull())
      .addColumn('history_id', 'text', (column) => column.notNull())
      .addColumn('from_account', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('history_moves_key', ['operation_id', 'history_id'])
      .execute();
    await db.schema.createIndex('flag_links_by_event').on('flag_links').column('history_id').execute();
    await db.schema.createIndex('operations_by_end').on('operations').column('finished_at').execute();
  },
};
