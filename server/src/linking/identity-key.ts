import type { IdentityRef } from '@onefold/contract';

/** The user id an identity has where it is the main one (Auth0: `user_id` of a user). */
export function userIdOf(identity: IdentityRef): string {
  return `${identity.provider}|${identity.user_id}`;
}

/** Whether two name the same identity: by provider and id, never by an address. */
export function isSameIdentity(one: IdentityRef, other: IdentityRef): boolean {
  return one.provider === other.provider && one.user_id === other.user_id;
}
