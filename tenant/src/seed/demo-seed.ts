import type { TenantSeed } from '../model/tenant-seed.ts';
import { DEMO_CONNECTIONS } from './demo-connections.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { DEMO_USERS } from './demo-users.ts';

/**
 * What a tenant contains when nothing else is asked for. Clients come from whoever starts it.
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
