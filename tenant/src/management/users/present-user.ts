import type { TenantIdentity, TenantProfile, TenantUser } from '../../model/tenant-user.ts';

/** A user as the API shows it. */
export type ShownUser = TenantProfile & {
  readonly [Property in 'user_id' | 'created_at' | 'updated_at']: TenantUser[Property];
} & {
  readonly identities: readonly (Omit<TenantIdentity, 'profileData'> & Partial<Pick<TenantIdentity, 'profileData'>>)[];
} & Partial<
    Pick<
      TenantUser,
      'user_metadata' | 'app_metadata' | 'blocked' | 'last_login' | 'last_ip' | 'logins_count' | 'last_password_reset'
    >
  >;

/**
 * Shows a user as `GET /users/{id}` does: the primary identity without `profileData` (it is the root profile), without
 * empty metadata, without `blocked` unless it was set, and without `logins_count` before the first sign-in.
 */
export function presentUser(user: TenantUser): ShownUser {
  const { identities, user_metadata, app_metadata, blocked, blocked_given, logins_count, ...rest } = user;
  return {
    ...rest,
    identities: identities.map((identity, index) => (index === 0 ? withoutProfile(identity) : identity)),
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
    ...(Object.keys(app_metadata).length === 0 ? {} : { app_metadata }),
    ...(blocked || blocked_given ? { blocked } : {}),
    ...(logins_count === 0 ? {} : { logins_count }),
  };
}

function withoutProfile({ profileData: _profile, ...identity }: TenantIdentity): Omit<TenantIdentity, 'profileData'> {
  return identity;
}
