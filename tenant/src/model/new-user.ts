import type { ProviderUserId } from './tenant-identity.ts';
import type { TenantProfile } from './tenant-profile.ts';
import type { TenantPermission } from './tenant-role.ts';
import type { TenantMetadata } from './tenant-user.ts';

/** An identity to be created, with the secrets only a store may see. */
export interface NewIdentity {
  readonly connection: string;
  /** Made up (24 hex digits) when absent. */
  readonly user_id?: ProviderUserId;
  /** Database connections only; stored as a scrypt hash. */
  readonly password?: string;
  /** A hash that a tenant has exported, in place of the password. */
  readonly password_hash?: string;
  readonly profile: TenantProfile;
}

/** A user to be created: the primary identity and, for seeds, identities already linked. */
export interface NewUser extends NewIdentity {
  readonly user_metadata?: TenantMetadata;
  readonly app_metadata?: TenantMetadata;
  readonly blocked?: boolean;
  /** Authenticator app: base32 secret, and whether every login asks for its code. */
  readonly mfa?: { readonly secret: string; readonly always?: boolean };
  /** Identities linked from the start, in order. */
  readonly linked?: readonly NewIdentity[];
  /** Names of roles. */
  readonly roles?: readonly string[];
  /** Permissions given directly, not by a role. */
  readonly permissions?: readonly TenantPermission[];
  /** Organizations the user is a member of, by name, with the names of the roles there. */
  readonly organizations?: readonly { readonly name: string; readonly roles?: readonly string[] }[];
  /** ISO 8601; now when absent. */
  readonly created_at?: string;
}
