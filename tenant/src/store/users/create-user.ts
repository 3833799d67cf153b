import { randomBytes } from 'node:crypto';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import { organizationId } from '../../model/tenant-organization.ts';
import { roleId } from '../../model/tenant-role.ts';
import type { NewIdentity, NewUser } from '../../model/tenant-seed.ts';
import type { TenantProfile } from '../../model/tenant-user.ts';
import { hashPassword } from './password.ts';
import { providerUserId } from './provider-user-id.ts';
import type { StoreContext } from './store-context.ts';
import { StoreError } from '../tables/store-error.ts';

/**
 * Creates a user with its primary and any linked identities and returns the `user_id`.
 * @throws StoreError `connection_unknown`, `role_unknown`, `organization_unknown`, or `user_exists` when the identity, or the address in a database or
 * passwordless connection, is taken.
 */
export function createUser(context: StoreContext, user: NewUser): string {
  return context.transact(() => {
    const connection = context.connections.require(user.connection);
    const id = user.user_id ?? newId(connection, user.profile);
    const userId = `${connection.strategy}|${id}`;
    const created = user.created_at ?? context.timestamp();
    if (context.users.get(userId) !== undefined) throw new StoreError('user_exists', 'The user already exists.');
    context.users.put({
      user_id: userId,
      user_metadata: user.user_metadata ?? {},
      app_metadata: user.app_metadata ?? {},
      blocked: user.blocked ?? false,
      blocked_given: user.blocked !== undefined,
      created_at: created,
      updated_at: created,
      logins_count: 0,
    });
    if (user.mfa !== undefined) {
      const { secret, always = false } = user.mfa;
      context.authenticators.put(userId, { secret, always, active: true, created_at: created });
    }
    addIdentity(context, userId, { ...user, user_id: id });
    for (const linked of user.linked ?? []) addIdentity(context, userId, linked);
    assignAll(context, userId, user);
    return userId;
  });
}

function addIdentity(context: StoreContext, owner: string, identity: NewIdentity): void {
  const connection = context.connections.require(identity.connection);
  const profile = isOwnDirectory(connection) ? withLowerCaseEmail(identity.profile) : identity.profile;
  if (isOwnDirectory(connection)) refuseTakenLogin(context, connection.name, profile);
  context.identities.insert({
    provider: connection.strategy,
    user_id: identity.user_id ?? newId(connection, profile),
    owner,
    connection: connection.name,
    isSocial: connection.isSocial,
    profileData: profile,
    passwordHash: identity.password === undefined ? (identity.password_hash ?? null) : recentHash(identity.password),
  });
}

/** Connections whose users Auth0 itself stores: an address belongs to one user there. */
function isOwnDirectory(connection: TenantConnection): boolean {
  return connection.strategy === 'auth0' || connection.strategy === 'email';
}

function refuseTakenLogin(context: StoreContext, connection: string, profile: TenantProfile): void {
  for (const login of [profile.email, profile.username]) {
    if (login !== undefined && context.identities.findByLogin(connection, login) !== undefined) {
      throw new StoreError('user_exists', 'The user already exists.');
    }
  }
}

/** Auth0 saves the addresses of its database connections in lower case (Auth0: Search Users by Email). */
function withLowerCaseEmail(profile: TenantProfile): TenantProfile {
  return profile.email === undefined ? profile : { ...profile, email: profile.email.toLowerCase() };
}

function newId(connection: TenantConnection, profile: TenantProfile) {
  const address = profile.email ?? profile.phone_number;
  if (connection.strategy === 'auth0' || address === undefined) return randomBytes(12).toString('hex');
  return providerUserId(connection, address);
}

/**
 * Gives a new user the roles, permissions and memberships it comes with.
 * @throws StoreError `role_unknown`, `organization_unknown`
 */
function assignAll(
  { roles, organizations, assignments }: StoreContext,
  userId: string,
  { roles: own = [], permissions = [], organizations: memberOf = [] }: NewUser,
): void {
  const assignRoles = (names: readonly string[], within: string) => {
    for (const name of names) {
      const role = roles.list().find((each) => each.name === name);
      if (role === undefined) throw new StoreError('role_unknown', `Unknown role "${name}".`);
      assignments.assign({ user_id: userId, kind: 'role', name: roleId(role), within });
    }
  };
  assignRoles(own, '');
  for (const { resource_server_identifier: within, permission_name: name } of permissions) {
    assignments.assign({ user_id: userId, kind: 'permission', name, within });
  }
  for (const { name, roles: there = [] } of memberOf) {
    const organization = organizations.get(name);
    if (organization === undefined) throw new StoreError('organization_unknown', `Unknown organization "${name}".`);
    const id = organizationId(organization);
    assignments.assign({ user_id: userId, kind: 'membership', name: id, within: '' });
    assignRoles(there, id);
  }
}

/** Hashes of recent passwords by password: demo users share one, and every start and reset creates them again. */
const recentHashes = new Map<string, string>();
const RECENT_HASHES = 16;

function recentHash(password: string): string {
  const known = recentHashes.get(password);
  if (known !== undefined) return known;
  if (recentHashes.size >= RECENT_HASHES) recentHashes.clear();
  const hash = hashPassword(password);
  recentHashes.set(password, hash);
  return hash;
}
