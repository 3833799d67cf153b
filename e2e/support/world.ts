import { test as base } from '@playwright/test';
import { createTenant, type Tenant } from '@onefold/tenant';
import { localClient, localConfig } from '../../scripts/configuration/portal-config.mjs';
import { servePortal } from '../../scripts/serve-portal.mjs';
import { Traffic } from './traffic.ts';

interface Portal {
  readonly origin: string;
}

interface Worker {
  readonly tenant: Tenant;
  readonly portal: Portal;
}

interface World {
  /** The tenant of this worker, back at its seed before every test. */
  readonly tenant: Tenant;
  /** The production build, served as `npm start` does it. */
  readonly portal: Portal;
  /** Everything the browser asked anybody for during the test. */
  readonly traffic: Traffic;
}

/**
 * The test function of every e2e spec: a tenant and a portal per worker, on free ports, and a browser context whose
 * `baseURL` is the portal. A test fails on a page error or a console error it has not caused on purpose.
 */
export const test = base.extend<World, { worker: Worker }>({
  worker: [
    async ({}, use) => {
      let tenant: Tenant | undefined;
      const portal = await servePortal({
        config: async (origin) => {
          tenant = await createTenant({ clients: [localClient(origin)], control: true });
          return localConfig(tenant.origin, tenant.people);
        },
      });
      if (tenant === undefined) throw new Error('The portal was served without a configuration.');
      await use({ tenant, portal });
      await portal.close();
      await tenant.stop();
    },
    { scope: 'worker' },
  ],
  tenant: async ({ worker }, use) => {
    worker.tenant.control.reset();
    await use(worker.tenant);
  },
  portal: async ({ worker }, use) => use(worker.portal),
  baseURL: async ({ worker }, use) => use(worker.portal.origin),
  traffic: [
    async ({ context }, use) => {
      await use(new Traffic(context));
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
