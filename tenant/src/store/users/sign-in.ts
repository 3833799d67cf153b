import type { IdentityKey, TenantProfile, TenantUser } from '../../model/tenant-user.ts';
import { createUser } from './create-user.ts';
import { readUser } from './read-user.ts';
import type { StoreContext } from './store-context.ts';

/** A login that a provider has vouched for. */
export interface SignIn extends IdentityKey {
  /** Name of the connection. */
  readonly connection: string;
  /** The provider's current data; omit it to keep the stored data (database connections). */
  readonly profile?: TenantProfile;
  /** Address the person came from. */
  readonly ip?: string;
}

/**
 * Finds the user that owns the identity, as primary or linked, or creates it; updates the identity's profile and the
 * login counters. A blocked user comes back unchanged with `blocked: true`: the caller refuses the login.
 * @throws StoreError `connection_unknown`
 */
export function signIn(context: StoreContext, login: SignIn): TenantUser {
  return context.transact(() => {
    const userId =
      context.identities.find(login)?.owner ?? createUser(context, { ...login, profile: login.profile ?? {} });
    const row = context.users.get(userId);
    if (row !== undefined && !row.blocked) {
      const stored = context.identities.find(login);
      if (login.profile !== undefined && stored !== undefined) {
        context.identities.setProfile(login, { ...stored.profileData, ...login.profile });
      }
      const now = context.timestamp();
      context.users.put({
        ...row,
        updated_at: now,
        last_login: now,
        last_ip: login.ip ?? '127.0.0.1',
        logins_count: row.logins_count + 1,
      });
    }
    const user = readUser(context, userId);
    if (user === undefined) throw new Error(`User ${userId} is missing.`);
    return user;
  });
}
