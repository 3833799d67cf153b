import { seedIfEmpty } from './seed/apply-seed.ts';
import { DEMO_SEED } from './seed/demo-seed.ts';
import { StoreError } from './store/tables/store-error.ts';
import { openStore, type TenantStore } from './store/tenant-store.ts';
import { TenantError } from './model/tenant-error.ts';
import type { TenantOptions } from './tenant-options.ts';

/**
 * Opens the store, fills an empty one with the seed and registers the clients.
 * @param now The tenant's time in milliseconds since the epoch.
 * @throws TenantError `bad_database`, `bad_seed`, `bad_options` where no user fits `autoLogin`
 */
export function openSeededStore(options: TenantOptions, now: () => number): TenantStore {
  const store = open(options.database ?? ':memory:', now);
  try {
    seedIfEmpty(store, options.seed ?? DEMO_SEED);
    for (const client of options.clients ?? []) store.clients.upsert(client);
    return store;
  } catch (cause) {
    store.close();
    if (!(cause instanceof StoreError)) throw cause;
    throw new TenantError('bad_seed', `the seed is invalid: ${cause.message}`, { cause });
  }
}

function open(database: string, now: () => number): TenantStore {
  try {
    return openStore(database, now);
  } catch (cause) {
    const reason = cause instanceof StoreError ? cause.message : `cannot use the database ${database}.`;
    throw new TenantError('bad_database', reason, { cause });
  }
}
