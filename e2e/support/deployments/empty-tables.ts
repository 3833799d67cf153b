import type { Services } from '../../../server/src/services.ts';

/** The tables of a linking server that contain what a test has changed. */
export const TABLES = [
  'intents',
  'legs',
  'fresh_logins',
  'operations',
  'account_locks',
  'identity_facts',
  'history',
  'outbox',
  'flag_links',
  'suggestions',
  'suggestion_scans',
  'cached_users',
  'connection_lists',
  'rates',
] as const;

/** Empties the tables of a linking server. */
export async function emptyTables(store: Services['store']): Promise<void> {
  await store.transaction(async (transaction) => {
    for (const table of TABLES) await transaction.deleteFrom(table).execute();
  });
}
