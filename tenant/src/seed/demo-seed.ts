import type { TenantSeed } from '../model/tenant-seed.ts';
import { DEMO_CONNECTIONS } from './demo-connections.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { DEMO_USERS } from './demo-users.ts';

/**
 * The default contents of a tenant. The caller that starts it adds the clients.
 *
 * @example
 * await createTenant({ seed: { ...DEMO_SEED, actions: [{ name: 'Mine', code }] } });
 */
export const DEMO_SEED: TenantSeed = {
  connections: DEMO_CONNECTIONS,
  users: DEMO_USERS,
  clients: [],
  people: DEMO_PEOPLE,
};
