import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantIdentity } from '../model/tenant-user.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** An account that a fake provider knows: every identity, linked or not, that ever came through the connection. */
export interface ProviderAccount {
  readonly id: TenantIdentity['user_id'];
  readonly name: string;
  /** Email, or the phone number of an SMS identity; may be absent. */
  readonly address?: string;
  readonly verified: boolean;
  readonly picture?: string;
}

/** The accounts of a connection; one that fits the hint comes first. */
export function providerAccounts(store: TenantStore, connection: TenantConnection, hint?: string): ProviderAccount[] {
  const accounts = store.users
    .list()
    .flatMap(({ identities }) => identities)
    .filter((identity) => identity.connection === connection.name)
    .map(describe);
  const fits = (account: ProviderAccount) => (account.address?.toLowerCase() === hint?.toLowerCase() ? 0 : 1);
  return hint === undefined ? accounts : accounts.sort((left, right) => fits(left) - fits(right));
}

function describe({ user_id: id, profileData }: TenantIdentity): ProviderAccount {
  const address = profileData.email ?? profileData.phone_number;
  return {
    id,
    name: profileData.name ?? profileData.nickname ?? address ?? String(id),
    verified: (profileData.email === undefined ? profileData.phone_verified : profileData.email_verified) === true,
    ...(address === undefined ? {} : { address }),
    ...(profileData.picture?.startsWith('data:image/') ? { picture: profileData.picture } : {}),
  };
}
