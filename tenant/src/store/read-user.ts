import type { TenantIdentity, TenantUser } from '../model/tenant-user.ts';
import type { IdentityRow } from './identity-table.ts';
import type { StoreContext } from './store-context.ts';
import type { UserRow } from './user-table.ts';

/** Reads a user with its identities. */
export function readUser(context: StoreContext, userId: string): TenantUser | undefined {
  const row = context.users.get(userId);
  return row && assembleUser(row, context.identities.ofUser(userId));
}

/** Puts a user together; the root profile is the primary identity's. */
export function assembleUser(row: UserRow, identities: readonly IdentityRow[]): TenantUser {
  const [primary, ...others] = identities.map(withoutSecrets);
  if (primary === undefined) throw new Error(`User ${row.user_id} has no identity.`);
  const { name, email, phone_number: phone } = primary.profileData;
  const address = ['auth0', 'email', 'sms'].includes(primary.provider) ? (email ?? phone) : undefined;
  return {
    ...primary.profileData,
    // As on Auth0, database users without a name are shown by their address.
    ...(name === undefined && address !== undefined ? { name: address } : {}),
    ...row,
    identities: [primary, ...others],
  };
}

function withoutSecrets({ provider, user_id, connection, isSocial, profileData }: IdentityRow): TenantIdentity {
  return { provider, user_id, connection, isSocial, profileData };
}
