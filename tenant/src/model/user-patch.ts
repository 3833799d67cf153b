import type { TenantProfile } from './tenant-profile.ts';
import type { TenantMetadata } from './tenant-user.ts';

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
