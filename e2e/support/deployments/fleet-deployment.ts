import pg from 'pg';
import { startServerFleet } from '../../../server/src/testing/fleet/server-fleet.ts';
import { retryTransaction } from '../../../server/src/store/retry-transaction.ts';
import type { Tenant } from '@onefold/tenant';
import { TABLES } from './empty-tables.ts';
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
  // Without the server's time limits, which a busy machine exceeds. No pool: its `end()` does not wait until the connection
  // is closed, and PostgreSQL reports an error to a connection whose database is dropped.
  const database = new pg.Client({ connectionString: fleet.databaseUrl });
  await database.connect();
  // One transaction and one round trip.
  const emptyTables = TABLES.map((table) => `DELETE FROM ${table}`).join(';');
  return {
    tenant: opened,
    origin: fleet.origin,
    reset: async () => {
      opened.control.reset();
      await retryTransaction(() => database.query(emptyTables));
    },
    stop: async () => {
      await database.end();
      await fleet.stop();
      await opened.stop();
    },
  };
}
