import { test as base, expect } from '@playwright/test';
import { createTenant, type Tenant } from '@onefold/tenant';
import { localClient, localConfig } from '../../scripts/configuration/portal-config.mjs';
import { servePortal } from '../../scripts/serve-portal.mjs';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { PortalPage } from '../pages/portal.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { ConsoleWatch } from './console-watch.ts';
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
  /** Everything the browser asked anybody for during the test. */
  readonly traffic: Traffic;
  /** What pages complained about; a test fails on a complaint it has not expected. */
  readonly watch: ConsoleWatch;
  /** The portal's frame and home page in the test's first tab. */
  readonly portal: PortalPage;
  /** The profile in the test's first tab. */
  readonly profile: ProfilePage;
  /** The dialog that links an account, in the test's first tab. */
  readonly linking: LinkDialog;
}

/**
 * The test function of every e2e spec: a tenant and a portal (the production build, served as `npm start` does it) per
 * worker, on free ports, and a browser context whose `baseURL` is the portal.
 */
export const test = base.extend<World, { worker: Worker }>({
  worker: [
    async ({}, use) => {
      let tenant: Tenant | undefined;
      const portal = await servePortal({
        config: async (origin) => {
          tenant = await createTenant({ clients: [localClient(origin)], control: true });
          return localConfig(tenant.origin);
        },
      });
      if (tenant === undefined) throw new Error('The portal was served without a configuration.');
      await use({ tenant, portal });
      await portal.close();
      await tenant.stop();
    },
    { scope: 'worker' },
  ],
  tenant: [
    async ({ worker }, use) => {
      worker.tenant.control.reset();
      await use(worker.tenant);
    },
    { auto: true },
  ],
  baseURL: async ({ worker }, use) => use(worker.portal.origin),
  traffic: [async ({ context }, use) => use(new Traffic(context)), { auto: true }],
  watch: [
    async ({ context }, use) => {
      const watch = new ConsoleWatch(context);
      await use(watch);
      expect(watch.unexpected(), 'complaints of the browser').toEqual([]);
    },
    { auto: true },
  ],
  portal: async ({ page }, use) => use(new PortalPage(page)),
  profile: async ({ page }, use) => use(new ProfilePage(page)),
  linking: async ({ page }, use) => use(new LinkDialog(page)),
});

export { expect };
