import type { IdentityKey, TenantIdentity, TenantUser } from '../../model/tenant-user.ts';
import { readUser } from './read-user.ts';
import type { StoreContext } from './store-context.ts';
import { StoreError } from '../tables/store-error.ts';

/** The result of a link. */
export interface LinkOutcome {
  /** The primary's identities, primary first. */
  readonly identities: readonly TenantIdentity[];
  /** Id of the deleted user. */
  readonly absorbed: TenantUser;
}

/**
 * Merges the user that owns an identity into the primary user. Discards its metadata, and ends its sessions and
 * tokens. All or nothing; of two racing calls for one identity exactly one wins.
 * Source: Auth0, "Link User Accounts".
 * @throws StoreError `user_unknown` (no such primary), `identity_same`, `identity_unknown`, `identity_exists`,
 * `secondary_has_identities`
 */
export function linkIdentity(context: StoreContext, primaryId: string, secondary: IdentityKey): LinkOutcome {
  return context.transact(() => {
    const primary = readUser(context, primaryId);
    if (primary === undefined) throw new StoreError('user_unknown', 'The user does not exist.');
    const found = context.identities.find(secondary);
    if (found === undefined) throw new StoreError('identity_unknown', 'The identity does not exist.');
    if (found.owner === primaryId && found.position === 0) {
      throw new StoreError('identity_same', 'Main identity and the new one are the same.');
    }
    if (found.owner === primaryId || found.position > 0) {
      throw new StoreError('identity_exists', 'Specified identity already exists.');
    }
    const absorbed = readUser(context, found.owner);
    if (absorbed === undefined) throw new Error(`Identity without its user ${found.owner}.`);
    if (absorbed.identities.length > 1) {
      throw new StoreError('secondary_has_identities', 'Unable to link with the secondary account.');
    }
    context.identities.move(found, primaryId);
    context.users.delete(found.owner);
    context.payloads.revokeAccount(found.owner);
    touch(context, primaryId);
    return { identities: identitiesOf(context, primaryId), absorbed };
  });
}

/** The result of an unlink. */
export interface UnlinkOutcome {
  /** The identities left to the primary, primary first. */
  readonly identities: readonly TenantIdentity[];
  /** The new user made of the unlinked identity. */
  readonly created: TenantUser;
}

/**
 * Unlinks a secondary identity, which becomes a separate user without metadata. All or nothing.
 * Source: Auth0, "Unlink User Accounts".
 * @throws StoreError `user_unknown`, `identity_unknown` (not one of this user's), `identity_is_main`
 */
export function unlinkIdentity(context: StoreContext, primaryId: string, key: IdentityKey): UnlinkOutcome {
  return context.transact(() => {
    if (context.users.get(primaryId) === undefined) throw new StoreError('user_unknown', 'The user does not exist.');
    const found = context.identities.find(key);
    if (found?.owner !== primaryId) throw new StoreError('identity_unknown', 'The identity does not exist.');
    if (found.position === 0) throw new StoreError('identity_is_main', 'Main identity cannot be removed.');
    const userId = `${found.provider}|${found.user_id}`;
    const now = context.timestamp();
    context.users.put({
      user_id: userId,
      user_metadata: {},
      app_metadata: {},
      blocked: false,
      blocked_given: false,
      created_at: now,
      updated_at: now,
      logins_count: 0,
    });
    context.identities.move(found, userId);
    touch(context, primaryId);
    const created = readUser(context, userId);
    if (created === undefined) throw new Error(`User ${userId} was not created.`);
    return { identities: identitiesOf(context, primaryId), created };
  });
}

function touch(context: StoreContext, userId: string): void {
  const row = context.users.get(userId);
  if (row !== undefined) context.users.put({ ...row, updated_at: context.timestamp() });
}

function identitiesOf(context: StoreContext, userId: string): readonly TenantIdentity[] {
  return readUser(context, userId)?.identities ?? [];
}
