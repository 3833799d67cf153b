import { createTenant, type Tenant } from '@onefold/tenant';
import { localClient, localConfig } from '../../../scripts/configuration/local-configuration.mjs';
import { servePortal } from '../../../scripts/serve-portal.mjs';
import type { Deployment } from './deployment.ts';

/** The portal as static files; the browser calls the Management API itself. */
export async function openDirectDeployment(): Promise<Deployment> {
  let tenant: Tenant | undefined;
  const portal = await servePortal({
    config: async (origin) => {
      tenant = await createTenant({ clients: [localClient(origin)], control: true });
      return localConfig(tenant.origin);
    },
  });
  if (tenant === undefined) throw new Error('The portal was served without a configuration.');
  const opened = tenant;
  return {
    tenant: opened,
    origin: portal.origin,
    reset: () => {
      opened.control.reset();
      return Promise.resolve();
    },
    stop: async () => {
      await portal.close();
      await opened.stop();
    },
  };
}
