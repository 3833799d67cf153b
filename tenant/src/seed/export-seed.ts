import type { DemoPerson, NewIdentity, NewUser, TenantSeed } from '../model/tenant-seed.ts';
import { organizationId } from '../model/tenant-organization.ts';
import type { TenantIdentity, TenantUser } from '../model/tenant-user.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { exportActions } from './seed-actions.ts';

/** Returns the contents of a store as a seed, with passwords as hashes. Omits people whose user was deleted. */
export function exportSeed(store: TenantStore, people: readonly DemoPerson[]): TenantSeed {
  const users = store.users.list();
  const present = new Set(users.map(({ user_id: id }) => id));
  return {
    connections: store.connections.list(),
    clients: store.clients.list(),
    resource_servers: store.resourceServers.list(),
    roles: store.roles.list(),
    organizations: store.organizations.list(),
    actions: exportActions(store),
    people: people.filter(({ user_id: id }) => present.has(id)),
    users: users.map((user) => seedUser(store, user)),
  };
}

function seedUser(store: TenantStore, user: TenantUser): NewUser {
  const [primary, ...linked] = user.identities;
  const { user_metadata, app_metadata, blocked, created_at } = user;
  const authenticator = store.authenticators.get(user.user_id);
  return {
    ...seedIdentity(store, primary),
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
    ...(Object.keys(app_metadata).length === 0 ? {} : { app_metadata }),
    ...(blocked ? { blocked } : {}),
    ...assigned(store, user.user_id),
    ...(authenticator?.active === true
      ? { mfa: { secret: authenticator.secret, ...(authenticator.always ? { always: true } : {}) } }
      : {}),
    created_at,
    ...(linked.length === 0 ? {} : { linked: linked.map((identity) => seedIdentity(store, identity)) }),
  };
}

/** The user's assignments, by name. */
function assigned(
  { roles, organizations, assignments }: TenantStore,
  userId: string,
): Pick<NewUser, 'roles' | 'permissions' | 'organizations'> {
  const given = assignments.ofUser(userId, 'role');
  const rolesWithin = (where: string) =>
    given.flatMap(({ name, within }) => (within === where ? (roles.get(name)?.name ?? []) : []));
  const own = rolesWithin('');
  const permissions = assignments.ofUser(userId, 'permission').map(({ name, within }) => ({
    resource_server_identifier: within,
    permission_name: name,
  }));
  const member = assignments.ofUser(userId, 'membership').flatMap(({ name: id }) => {
    const organization = organizations.list().find((each) => organizationId(each) === id);
    return organization === undefined ? [] : { name: organization.name, roles: rolesWithin(id) };
  });
  return {
    ...(own.length === 0 ? {} : { roles: own }),
    ...(permissions.length === 0 ? {} : { permissions }),
    ...(member.length === 0 ? {} : { organizations: member }),
  };
}

function seedIdentity(store: TenantStore, identity: TenantIdentity): NewIdentity {
  const hash = store.users.passwordHash(identity);
  return {
    connection: identity.connection,
    user_id: identity.user_id,
    ...(hash === undefined ? {} : { password_hash: hash }),
    profile: identity.profileData,
  };
}
