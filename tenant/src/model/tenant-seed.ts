import type { TenantClient } from './tenant-client.ts';
import type { TenantConnection } from './tenant-connection.ts';
import type { TenantOrganization } from './tenant-organization.ts';
import type { TenantResourceServer } from './tenant-resource-server.ts';
import type { TenantRole, TenantPermission } from './tenant-role.ts';
import type { ProviderUserId, TenantProfile, TenantMetadata } from './tenant-user.ts';

/** The content of a new tenant. */
export interface TenantSeed {
  readonly connections: readonly TenantConnection[];
  readonly users: readonly NewUser[];
  readonly clients: readonly TenantClient[];
  /** People that the start panel and the login pages list; a subset of the users. */
  readonly people: readonly DemoPerson[];
  /** APIs. Any other audience works, too, unless the tenant is strict. */
  readonly resource_servers?: readonly TenantResourceServer[];
  /** Roles; users name theirs. */
  readonly roles?: readonly TenantRole[];
  /** Organizations. Any other works, too, unless the tenant is strict. */
  readonly organizations?: readonly TenantOrganization[];
  /** Post-Login Actions, in the order they run. */
  readonly actions?: readonly ActionSeed[];
}

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

/** An Action of a seed. */
export interface ActionSeed {
  readonly name: string;
  /** CommonJS that exports `onExecutePostLogin`. */
  readonly code: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly runtime?: string;
  /** By package name; the version only appears in the Management API. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** `false` keeps it a draft. */
  readonly deployed?: boolean;
  /** `false` keeps it out of the trigger `post-login`, where Actions run in the order of the seed. */
  readonly bound?: boolean;
}

/** A user to sign in as, shown by the start panel and the login pages. */
export interface DemoPerson {
  readonly name: string;
  /** Email, or the phone number of an SMS-only person. */
  readonly email: string;
  /** Database connection only. */
  readonly password?: string;
  /** Name of the connection to sign in with. */
  readonly connection: string;
  readonly user_id: string;
  /** The case that the user demonstrates. */
  readonly hint: string;
}
