import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Indexes for lookups that would otherwise read years of rows. Partial: most rows are in none of them. */
export const GROWTH: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('operations_by_undo_operation')
      .on('operations')
      .column('undone_by')
      .where(sql<boolean>`undone_by is not null`)
      .execute();
    await db.schema
      .createIndex('operations_with_plan')
      .on('operations')
      .column('undo_until')
      .where(sql<boolean>`plan is not null`)
      .execute();
    await db.schema
      .createIndex('intents_by_operation')
      .on('intents')
      .column('operation_id')
      .where(sql<boolean>`operation_id is not null`)
      .execute();
    await db.schema
      .createIndex('outbox_delivered')
      .on('outbox')
      .column('delivered_at')
      .where(sql<boolean>`delivered_at is not null`)
      .execute();
    await db.schema
      .createIndex('outbox_failed')
      .on('outbox')
      .column('failed_at')
      .where(sql<boolean>`failed_at is not null`)
      .execute();
    await db.schema
      .createIndex('outbox_undelivered')
      .on('outbox')
      .columns(['topic', 'failed_at', 'created_at'])
      .where(sql<boolean>`delivered_at is null`)
      .execute();
    await db.schema.createIndex('suggestions_by_other').on('suggestions').column('other').execute();
  },
};
