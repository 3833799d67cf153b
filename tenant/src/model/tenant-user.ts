import type { TenantIdentity } from './tenant-identity.ts';
import type { TenantProfile } from './tenant-profile.ts';

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
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_login?: string;
  readonly last_ip?: string;
  readonly logins_count: number;
}
