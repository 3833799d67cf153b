import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The first tables; `schema.ts` says what their columns mean. Types are those that SQLite and PostgreSQL share. */
export const INITIAL: Migration = {
  async up(db) {
    await createIntents(db);
    await createOperations(db);
    await createHistory(db);
    await createSuggestions(db);
    await createCache(db);
  },
};

async function createIntents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('intents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('organization', 'text')
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('return_to', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('browser_hash', 'text', (column) => column.notNull())
    .addColumn('candidate', 'text')
    .addColumn('secondary_auth_at', 'bigint')
    .addColumn('primary_auth_at', 'bigint')
    .addColumn('error_code', 'text')
    .addColumn('operation_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('intents_by_subject').on('intents').columns(['subject', 'created_at']).execute();
  await db.schema.createIndex('intents_by_expiry').on('intents').column('expires_at').execute();

  await db.schema
    .createTable('legs')
    .addColumn('state_hash', 'text', (column) => column.primaryKey())
    .addColumn('intent_id', 'text', (column) => column.notNull().references('intents.id').onDelete('cascade'))
    .addColumn('leg', 'text', (column) => column.notNull())
    .addColumn('secrets', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await db.schema.createIndex('legs_by_intent').on('legs').column('intent_id').execute();

  await db.schema
    .createTable('fresh_logins')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('browser_hash', 'text', (column) => column.notNull())
    .addColumn('auth_at', 'bigint', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('fresh_logins_key', ['subject', 'browser_hash'])
    .execute();
  await db.schema.createIndex('fresh_logins_by_age').on('fresh_logins').column('auth_at').execute();
}

async function createOperations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('other', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('plan', 'text')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('error_code', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('undo_until', 'bigint')
    .addColumn('undone_by', 'text')
    .execute();
  await db.schema.createIndex('operations_by_lease').on('operations').columns(['status', 'lease_until']).execute();
  await db.schema.createIndex('operations_by_account').on('operations').columns(['account', 'undo_until']).execute();
  await db.schema.createIndex('operations_by_undo').on('operations').column('undo_until').execute();

  await db.schema
    .createTable('account_locks')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('operation_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('account_locks_by_operation').on('account_locks').column('operation_id').execute();

  await db.schema
    .createTable('identity_facts')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('nickname', 'text')
    .addColumn('linked_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addPrimaryKeyConstraint('identity_facts_key', ['account', 'identity'])
    .execute();
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('history')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('identity', 'text')
    .addColumn('address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('flagged_at', 'bigint')
    .execute();
  await db.schema.createIndex('history_by_account').on('history').columns(['account', 'id']).execute();

  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('delivered_at', 'bigint')
    .addColumn('failed_at', 'bigint')
    .addColumn('last_error', 'text')
    .execute();
  await db.schema
    .createIndex('outbox_due')
    .on('outbox')
    .column('next_at')
    .where(sql<boolean>`delivered_at is null and failed_at is null`)
    .execute();
  await db.schema.createIndex('outbox_by_age').on('outbox').column('created_at').execute();

  await db.schema
    .createTable('flag_links')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('history_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await db.schema.createIndex('flag_links_by_account').on('flag_links').column('account').execute();
  await db.schema.createIndex('flag_links_by_expiry').on('flag_links').column('expires_at').execute();
}

async function createSuggestions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('suggestions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('other', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('masked_email', 'text', (column) => column.notNull())
    .addColumn('dismissed_at', 'bigint')
    .addUniqueConstraint('suggestions_key', ['account', 'other'])
    .execute();

  await db.schema
    .createTable('suggestion_scans')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('scanned_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createCache(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cached_users')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('document', 'text')
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('direct_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('cached_users_by_age').on('cached_users').column('fetched_at').execute();

  await db.schema
    .createTable('rates')
    .addColumn('name', 'text', (column) => column.primaryKey())
    // A fraction of a millisecond matters: the slots of one second are shared by all processes.
    .addColumn('next_at', 'double precision', (column) => column.notNull())
    .execute();
}
