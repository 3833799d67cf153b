import type { TenantSeed } from '../model/tenant-seed.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { seedActions } from './seed-actions.ts';

/** Adds what a seed has to a store; all or nothing. */
export function applySeed(store: TenantStore, seed: TenantSeed): void {
  store.transaction(() => {
    for (const connection of seed.connections) store.connections.upsert(connection);
    for (const client of seed.clients) store.clients.upsert(client);
    for (const server of seed.resource_servers ?? []) store.resourceServers.upsert(server);
    for (const role of seed.roles ?? []) store.roles.upsert(role);
    for (const organization of seed.organizations ?? []) store.organizations.upsert(organization);
    for (const user of seed.users) store.users.create(user);
    seedActions(store, seed.actions ?? []);
  });
}

/** Seeds a store that has no connection yet; a database file keeps what it has from an earlier run. */
export function seedIfEmpty(store: TenantStore, seed: TenantSeed): void {
  if (store.connections.list().length === 0) applySeed(store, seed);
}
