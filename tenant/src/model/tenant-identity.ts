import type { TenantProfile } from './tenant-profile.ts';

/** An id a provider gives to a person: text, or an integer (GitHub). Source: Auth0 Management API, schema `UserId`. */
export type ProviderUserId = string | number;

/** What names an identity: its provider and the id there. Never the e-mail. */
export interface IdentityKey {
  readonly provider: string;
  readonly user_id: ProviderUserId;
}

/** One way for a person to sign in. Source: Auth0 Management API, schema `UserIdentity`. */
export interface TenantIdentity extends IdentityKey {
  /** Name of the connection the identity came through. */
  readonly connection: string;
  readonly isSocial: boolean;
  /** The provider's profile; the store always fills it, the Management API shows it as Auth0 does. */
  readonly profileData: TenantProfile;
}
