import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** In which session at Auth0 a recent sign-in was done: the one that an unlink leaves alone. */
export const SESSION_OF_A_LOGIN: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('fresh_logins').addColumn('session_id', 'text').execute();
  },
};
