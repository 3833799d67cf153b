import { test as base } from '@playwright/test';
import { createTenant, type Tenant } from '../create-tenant.ts';
import type { TenantOptions } from '../tenant-options.ts';

/** Fixtures of a test. */
export interface TenantFixtures {
  /** The worker's tenant, back at its seed. */
  readonly tenant: Tenant;
}

/** Fixtures of a worker. */
export interface TenantWorkerFixtures {
  /** How the worker's tenant is made; set it with `use` in the configuration or with `test.use`. */
  readonly tenantOptions: TenantOptions;
  /** One tenant for all tests of a worker, started when first asked for. */
  readonly workerTenant: Tenant;
}

/**
 * Playwright's `test` with a local tenant: one per worker, reset to its seed before each test. Workers share no tenant.
 * @example
 * import { expect, test } from '@onefold/tenant/playwright';
 *
 * test.use({ tenantOptions: { clients: [{ client_id: 'app', name: 'App', app_type: 'spa', callbacks: [...] }] } });
 * test('signs in', async ({ page, tenant }) => {
 *   await page.goto(`http://localhost:4200/?domain=${tenant.origin}`);
 * });
 */
export const test = base.extend<TenantFixtures, TenantWorkerFixtures>({
  tenantOptions: [{}, { option: true, scope: 'worker' }],
  workerTenant: [
    async ({ tenantOptions }, use) => {
      const tenant = await createTenant(tenantOptions);
      await use(tenant);
      await tenant.stop();
    },
    { scope: 'worker' },
  ],
  tenant: async ({ workerTenant }, use) => {
    workerTenant.control.reset();
    await use(workerTenant);
  },
});

export { expect } from '@playwright/test';
