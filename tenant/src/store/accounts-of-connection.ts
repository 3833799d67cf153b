import type { TenantIdentity } from '../model/tenant-identity.ts';
import type { TenantStore } from './tenant-store.ts';

/** One account at a provider, as its account picker shows it. */
export interface ProviderAccount {
  readonly identity: TenantIdentity;
  /** The user that owns it now. */
  readonly user_id: string;
}

/** Every account the provider behind a connection knows: the identities of that connection, linked or not. */
export function accountsOfConnection(store: TenantStore, connection: string): ProviderAccount[] {
  return store.users
    .list()
    .flatMap((user) => user.identities.map((identity) => ({ identity, user_id: user.user_id })))
    .filter((account) => account.identity.connection === connection);
}
