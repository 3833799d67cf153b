import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The language of the user who began an intent: for its sign-ins and its last page. */
export const INTENT_LANGUAGE: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('intents').addColumn('language', 'text').execute();
  },
};
