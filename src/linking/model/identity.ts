import type { Identity as ServerIdentity } from '@onefold/contract';

/** A provider's profile data of a user; every field may be missing (an SMS identity has no email). */
export interface IdentityProfileData {
  readonly name?: string;
  readonly nickname?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone_number?: string;
  readonly phone_verified?: boolean;
  readonly picture?: string;
  readonly [claim: string]: unknown;
}

/** Fields that only a linking server provides; absent without one. Times are ISO 8601. */
export type IdentityFacts = Partial<
  Pick<ServerIdentity, 'label' | 'nickname' | 'linked_at' | 'last_used_at' | 'current' | 'usable' | 'lock'>
>;

/**
 * One sign-in of an account (Auth0: an element of a user's `identities`).
 * `provider` + `user_id` is its key; never its email.
 */
export interface Identity extends IdentityFacts {
  /** Strategy of the connection, for example `google-oauth2` or `auth0`. */
  readonly provider: string;
  /** The id at the provider. Auth0 returns integers for some providers; here it is always a string. */
  readonly user_id: string;
  /** Name of the connection, for example `google-oauth2` or `Username-Password-Authentication`. */
  readonly connection: string;
  readonly isSocial: boolean;
  /** The main identity: the one whose `provider|user_id` is the account's own id. It cannot be unlinked. */
  readonly primary: boolean;
  readonly profileData: IdentityProfileData;
}

/** The key of an identity. */
export type IdentityRef = Pick<Identity, 'provider' | 'user_id'>;

/** `provider|user_id`, the form Auth0 uses for user ids and `sub` claims. */
export function identityKey(identity: IdentityRef): string {
  return `${identity.provider}|${identity.user_id}`;
}
