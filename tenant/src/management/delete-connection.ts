import type { TenantStore } from '../store/tenant-store.ts';

/**
 * Deletes a connection with its people: whose primary identity came through it is gone, others lose the identity that
 * they had linked. Auth0 does so in the background; here it is done at once.
 * Source: Auth0 Management API, "Delete a connection": removes the connection and all its users.
 */
export function deleteConnection(store: TenantStore, name: string): void {
  store.transaction(() => {
    for (const user of store.users.list()) {
      if (user.identities[0].connection === name) store.users.delete(user.user_id);
    }
    store.users.removeLinked(name);
    for (const client of store.clients.list()) {
      const kept = client.connections?.filter((each) => each !== name);
      if (kept !== undefined) store.clients.upsert({ ...client, connections: kept });
    }
    for (const organization of store.organizations.list()) {
      const kept = organization.enabled_connections?.filter((each) => each.name !== name);
      if (kept !== undefined) store.organizations.upsert({ ...organization, enabled_connections: kept });
    }
    store.connections.delete(name);
  });
}
