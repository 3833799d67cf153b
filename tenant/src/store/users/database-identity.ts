import type { IdentityKey, TenantIdentity, TenantUser } from '../../model/tenant-user.ts';
import { hashPassword } from './password.ts';
import { readUser } from './read-user.ts';
import type { StoreContext } from './store-context.ts';

/** The user behind an email or a user name. */
export interface FoundLogin {
  readonly user: TenantUser;
  readonly identity: TenantIdentity;
}

/** Finds the owner of a login at a connection. */
export function findLogin(context: StoreContext, connection: string, emailOrUsername: string): FoundLogin | undefined {
  const row = context.identities.findByLogin(connection, emailOrUsername);
  const user = row && readUser(context, row.owner);
  const identity = user?.identities.find((each) => each.provider === row?.provider && each.user_id === row.user_id);
  return user === undefined || identity === undefined ? undefined : { user, identity };
}

/**
 * Sets the password of an identity, proved by a link in a mail: its address counts as verified by default,
 * and the owner's sessions and refresh tokens end. Source: Auth0, "Change Users' Passwords".
 * @returns The user, or `undefined` if no user has the identity
 */
export function changePassword(
  context: StoreContext,
  key: IdentityKey,
  password: string,
  verifies = true,
): TenantUser | undefined {
  return context.transact(() => {
    const row = context.identities.find(key);
    if (row === undefined) return undefined;
    context.identities.setPasswordHash(key, hashPassword(password));
    context.payloads.revokeAccount(row.owner);
    const owner = context.users.get(row.owner);
    if (owner !== undefined) context.users.put({ ...owner, last_password_reset: context.timestamp() });
    return verifies ? verifyEmail(context, key) : readUser(context, row.owner);
  });
}

/** Marks an identity's address as verified. @returns The user, or `undefined` if no user has the identity */
export function verifyEmail(context: StoreContext, key: IdentityKey): TenantUser | undefined {
  return context.transact(() => {
    const row = context.identities.find(key);
    const owner = row && context.users.get(row.owner);
    if (row === undefined || owner === undefined) return undefined;
    context.identities.setProfile(key, { ...row.profileData, email_verified: true });
    context.users.put({ ...owner, updated_at: context.timestamp() });
    return readUser(context, row.owner);
  });
}
