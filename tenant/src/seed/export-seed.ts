import type { DemoPerson } from '../model/demo-person.ts';
import type { NewIdentity, NewUser } from '../model/new-user.ts';
import type { TenantIdentity } from '../model/tenant-identity.ts';
import type { TenantSeed } from '../model/tenant-seed.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** What is in a store as a seed; passwords as hashes. People whose user is gone are left out. */
export function exportSeed(store: TenantStore, people: readonly DemoPerson[]): TenantSeed {
  const users = store.users.list();
  const present = new Set(users.map(({ user_id: id }) => id));
  return {
    connections: store.connections.list(),
    clients: store.clients.list(),
    resource_servers: store.resourceServers.list(),
    organizations: store.organizations.list(),
    people: people.filter(({ user_id: id }) => present.has(id)),
    users: users.map((user) => seedUser(store, user)),
  };
}

function seedUser(store: TenantStore, user: TenantUser): NewUser {
  const [primary, ...linked] = user.identities;
  const { user_metadata, app_metadata, blocked, created_at } = user;
  return {
    ...seedIdentity(store, primary),
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
    ...(Object.keys(app_metadata).length === 0 ? {} : { app_metadata }),
    ...(blocked ? { blocked } : {}),
    created_at,
    ...(linked.length === 0 ? {} : { linked: linked.map((identity) => seedIdentity(store, identity)) }),
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
