import type { TenantMetadata, UserPatch } from '../../model/tenant-user.ts';
import { hashPassword } from './password.ts';
import type { StoreContext } from './store-context.ts';
import { StoreError } from '../tables/store-error.ts';

/**
 * Changes a user. Metadata merge on the first level only, `null` removes, an empty object erases (Auth0: Update a User). A new password ends
 * sessions and refresh tokens (Auth0: Change Users' Passwords).
 * @throws StoreError `user_unknown`; `user_exists` when the new address is taken in the same database connection
 */
export function patchUser(context: StoreContext, userId: string, patch: UserPatch): void {
  context.transact(() => {
    const row = context.users.get(userId);
    const primary = context.identities.ofUser(userId)[0];
    if (row === undefined || primary === undefined) throw new StoreError('user_unknown', 'The user does not exist.');
    if (patch.profile !== undefined) {
      for (const login of [patch.profile.email, patch.profile.username]) {
        const holder = login ? context.identities.findByLogin(primary.connection, login) : undefined;
        const taken = holder !== undefined && String(holder.user_id) !== String(primary.user_id);
        if (taken && primary.provider === 'auth0') throw new StoreError('user_exists', 'The user already exists.');
      }
      context.identities.setProfile(primary, merge(primary.profileData, patch.profile));
    }
    if (patch.password !== undefined) {
      context.identities.setPasswordHash(primary, hashPassword(patch.password));
      context.payloads.revokeAccount(userId);
    }
    context.users.put({
      ...row,
      user_metadata: mergedMetadata(row.user_metadata, patch.user_metadata),
      app_metadata: mergedMetadata(row.app_metadata, patch.app_metadata),
      blocked: patch.blocked ?? row.blocked,
      blocked_given: row.blocked_given || patch.blocked !== undefined,
      ...(patch.password === undefined ? {} : { last_password_reset: context.timestamp() }),
      updated_at: context.timestamp(),
    });
  });
}

/** First-level merge; an empty object erases all metadata. Source: Auth0, "Update a User". */
function mergedMetadata(stored: TenantMetadata, change: TenantMetadata | undefined): TenantMetadata {
  if (change === undefined) return stored;
  return Object.keys(change).length === 0 ? {} : merge(stored, change);
}

/** First-level merge. Entries, not assignment: a key named `__proto__` stays an ordinary key. */
function merge(stored: object, change: object): Record<string, unknown> {
  const merged = new Map<string, unknown>([...Object.entries(stored), ...Object.entries(change)]);
  return Object.fromEntries([...merged].filter(([, value]) => value !== null && value !== undefined));
}
