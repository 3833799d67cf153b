import type { Suggestion } from '@onefold/contract';

/** The signed-in person, from the ID token (OpenID Connect Core §5.1). */
export interface AuthUser {
  readonly sub: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly org_id?: string;
  /** When the person last typed credentials, epoch seconds; only where the login asked for it with `maxAge`. */
  readonly auth_time?: number;
  /** Other accounts of the person, where the Post-Login Action tells of any: as they were at the login. */
  readonly suggestions?: readonly Suggestion[];
}
