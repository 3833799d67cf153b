/** Metadata of a user: any JSON object. */
export type TenantMetadata = Readonly<Record<string, unknown>>;

/** A user as stored: the root profile is the primary identity's profile. Times are ISO 8601 in UTC. */
export interface TenantUser extends TenantProfile {
  /** `{provider}|{id of the primary identity}`; the id may itself contain `|`. */
  readonly user_id: string;
  /** Primary first, then in the order they were linked. Never empty. */
  readonly identities: readonly [TenantIdentity, ...TenantIdentity[]];
  readonly user_metadata: TenantMetadata;
  readonly app_metadata: TenantMetadata;
  readonly blocked: boolean;
  /** `blocked` was set explicitly. */
  readonly blocked_given: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_login?: string;
  readonly last_ip?: string;
  readonly logins_count: number;
  readonly last_password_reset?: string;
}

/** An id a provider gives to a person: text, or an integer (GitHub). Source: Auth0 Management API, schema `UserId`. */
export type ProviderUserId = string | number;

/** The key of an identity: its provider and the id there. Never the email. */
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

/**
 * What a provider says about a person. Standard claims are typed; providers add their own, so the object is open.
 * Source: Auth0 Management API, schema `UserProfileData`.
 */
export interface TenantProfile {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly username?: string;
  readonly phone_number?: string;
  readonly phone_verified?: boolean;
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly [claim: string]: unknown;
}

/** A change of a user; `null` inside `profile` or on the first level of the metadata removes the field. */
export interface UserPatch {
  /** Root profile fields to set. */
  readonly profile?: { readonly [Field in keyof TenantProfile]?: TenantProfile[Field] | null };
  /** Merged on the first level only (Auth0: Update a User). */
  readonly user_metadata?: TenantMetadata;
  readonly app_metadata?: TenantMetadata;
  readonly blocked?: boolean;
  /** New password of the primary identity. */
  readonly password?: string;
}
