import { startServerFleet } from '../../../server/src/testing/fleet/server-fleet.ts';
import { openStore } from '../../../server/src/store/open-store.ts';
import type { Tenant } from '@onefold/tenant';
import { emptyTables } from './empty-tables.ts';
import type { Deployment } from './deployment.ts';
import { createServedTenant, serverEnvironment } from './server-deployment.ts';

/** Several linking server processes on one PostgreSQL, behind one origin. */
export async function openFleetDeployment(size: number): Promise<Deployment> {
  let tenant: Tenant | undefined;
  const fleet = await startServerFleet(size, async (origin) => {
    tenant = await createServedTenant(origin);
    return serverEnvironment(tenant, origin);
  });
  if (tenant === undefined) throw new Error('The servers were started without a tenant.');
  const opened = tenant;
  const store = await openStore({ url: fleet.databaseUrl });
  return {
    tenant: opened,
    origin: fleet.origin,
    reset: async () => {
      opened.control.reset();
      await emptyTables(store);
    },
    stop: async () => {
      await store.close();
      await fleet.stop();
      await opened.stop();
    },
  };
}
