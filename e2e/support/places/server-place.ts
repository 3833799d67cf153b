import { createLinkingServer, readServerConfig } from '@onefold/server';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  localClient,
  localServerClients,
  localServerEnvironment,
} from '../../../scripts/configuration/portal-config.mjs';
import { PORTAL_FOLDER } from '../../../scripts/portal/build-portal.mjs';
import { freePort } from '../../../scripts/process/free-port.mjs';
import { emptyTables } from './empty-tables.ts';
import type { Place } from './place.ts';

/** The linking server in this process, which serves the portal, too; its store is in memory. */
export async function openServerPlace(settings: Readonly<Record<string, string>> = {}): Promise<Place> {
  const origin = `http://localhost:${String(await freePort(0))}`;
  const tenant = await createServedTenant(origin);
  const config = readServerConfig({ ...serverEnvironment(tenant, origin), ...settings });
  const server = await createLinkingServer(config);
  const { store, management } = server.services;
  return {
    tenant,
    origin,
    reset: async () => {
      tenant.control.reset();
      await emptyTables(store);
      // A test may have changed what is kept of the connections.
      await management.connections({ fresh: true });
      tenant.control.journal.clear();
    },
    stop: async () => {
      await server.stop();
      await tenant.stop();
    },
  };
}

/** A tenant for a portal and a linking server of one origin; its Action tells the server how somebody signed in. */
export function createServedTenant(origin: string): Promise<Tenant> {
  return createTenant({
    clients: [localClient(origin), ...localServerClients(origin)],
    control: true,
    postLogin: (event, api) => {
      api.accessToken.setCustomClaim('https://onefold.dev/connection', event.connection.name);
    },
  });
}

/** Settings of a linking server for tests: as `npm start` has them, but without a limit to requests. */
export function serverEnvironment(tenant: Tenant, serverOrigin: string): Readonly<Record<string, string>> {
  return {
    ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin }),
    ONEFOLD_PORTAL_FOLDER: PORTAL_FOLDER,
    ONEFOLD_REQUEST_RATE: '100000/1s',
    LOG_LEVEL: 'error',
  };
}
