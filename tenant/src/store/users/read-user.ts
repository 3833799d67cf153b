import type { TenantIdentity, TenantUser } from '../../model/tenant-user.ts';
import type { IdentityRow } from '../tables/identity-table.ts';
import type { StoreContext } from './store-context.ts';
import type { UserSlice } from '../tables/user-cache.ts';
import type { UserRow } from '../tables/user-table.ts';

/** Reads a user with its identities. */
export function readUser(context: StoreContext, userId: string): TenantUser | undefined {
  const row = context.users.get(userId);
  return row && assembleUser(row, context.identities.ofUser(userId));
}

/** Users that are read at once: about 10 ms of work. */
const SLICE = 1000;

/** Reads some users after a row. */
export function readSlice(
  { users, identities }: Pick<StoreContext, 'users' | 'identities'>,
  afterRow: number,
): UserSlice {
  const rows = users.slice(afterRow, SLICE);
  const lastRow = rows.at(-1)?.row;
  if (lastRow === undefined) return { users: [] };
  const owned = Map.groupBy(identities.ofRows(afterRow, lastRow), ({ owner }) => owner);
  const found = rows.map(({ row: _row, ...user }) => assembleUser(user, owned.get(user.user_id) ?? []));
  return { users: found, ...(rows.length < SLICE ? {} : { lastRow }) };
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
