import { createLinkingServer, readServerConfig } from '@onefold/server';
import { createTenant } from '@onefold/tenant';
import {
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../scripts/configuration/portal-config.mjs';
import { builtHost } from '../../scripts/consumers/build-hosts.mjs';
import type { Host } from '../../scripts/consumers/hosts.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import type { Place } from '../support/places/place.ts';
import { emptyTables } from '../support/places/empty-tables.ts';
import { serveHost } from './serve-host.ts';

/** A host application with the packed library, at a linking server and a tenant in this process. */
export async function openConsumerPlace(host: Host): Promise<Place> {
  const serverOrigin = `http://localhost:${String(await freePort(0))}`;
  const origin = `http://localhost:${String(await freePort(0))}`;
  const client = localClient(origin);
  const tenant = await createTenant({
    clients: [{ ...client, callbacks: [...client.callbacks, origin] }, ...localServerClients(serverOrigin)],
    control: true,
    rateLimit: { limit: 10_000, perSeconds: 1 },
  });
  const server = await createLinkingServer(
    readServerConfig({
      ...localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin }),
      ONEFOLD_PORTAL_ORIGINS: origin,
      ONEFOLD_REQUEST_RATE: '100000/1s',
      ONEFOLD_MANAGEMENT_RATE: '1000/1s',
      LOG_LEVEL: 'error',
    }),
  );
  const page = await serveHost(builtHost(host), new URL(origin).port, {
    '/config.json': localConfig(tenant.origin, { linkingServer: serverOrigin }),
    '/orders.json': ['Order 1001'],
  });
  return {
    tenant,
    origin,
    reset: async () => {
      tenant.control.reset();
      await emptyTables(server.services.store);
    },
    stop: async () => {
      await page.close();
      await server.stop();
      await tenant.stop();
    },
  };
}
