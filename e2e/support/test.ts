import { test as base, expect } from '@playwright/test';
import type { Tenant } from '@onefold/tenant';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { PortalPage } from '../pages/portal.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { ConsoleWatch } from './console-watch.ts';
import { LinkApi } from './link-api.ts';
import type { Mode } from './mode.ts';
import { openDirectDeployment } from './deployments/direct-deployment.ts';
import { openFleetDeployment } from './deployments/fleet-deployment.ts';
import { DeploymentPool } from './deployments/deployment-pool.ts';
import type { Deployment } from './deployments/deployment.ts';
import { openServerDeployment } from './deployments/server-deployment.ts';
import { Traffic } from './traffic.ts';

interface Fixtures {
  /** The servers of the test. */
  readonly deployment: Deployment;
  /** The tenant of these servers, which is reset to its seed before every test. */
  readonly tenant: Tenant;
  /** All requests of the browser during a test that uses it, not during its `beforeEach`. */
  readonly traffic: Traffic;
  /** Console messages and errors of the pages; a test fails on an unexpected one. */
  readonly watch: ConsoleWatch;
  /** Makes the linking API fail. */
  readonly api: LinkApi;
  /** The portal's shell and home page in the test's first tab. */
  readonly portal: PortalPage;
  /** The profile in the test's first tab. */
  readonly profile: ProfilePage;
  /** The dialog that links an account, in the test's first tab. */
  readonly linking: LinkDialog;
}

/** Options of a project of `playwright.config.ts`. */
export interface FixtureOptions {
  readonly mode: Mode;
}

interface WorkerFixtures {
  readonly deployments: DeploymentPool;
}

/** How long a deployment may take to start, in milliseconds: in server mode, it consists of three processes and a database. */
const START_TIMEOUT = 180_000;

/**
 * The test function of every e2e spec: a tenant and a portal (the production build, served as `npm start` does it) per
 * worker, on free ports, and a browser context whose `baseURL` is the portal.
 */
export const test = base.extend<Fixtures, FixtureOptions & WorkerFixtures>({
  mode: ['direct', { option: true, scope: 'worker' }],
  deployments: [
    async ({}, use) => {
      const deployments = new DeploymentPool();
      await use(deployments);
      await deployments.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT },
  ],
  deployment: [
    async ({ deployments, mode }, use) => use(await deployments.get(DEFAULT_DEPLOYMENTS[mode])),
    { timeout: START_TIMEOUT },
  ],
  tenant: [
    async ({ deployment }, use) => {
      await deployment.reset();
      await use(deployment.tenant);
    },
    { auto: true },
  ],
  baseURL: async ({ deployment }, use) => use(deployment.origin),
  traffic: async ({ context }, use) => use(new Traffic(context)),
  watch: [
    async ({ context, mode }, use) => {
      const watch = new ConsoleWatch(context);
      await watch.overPolicies();
      // Playwright's own note (playwright.config.ts).
      watch.expect(/Service Worker registration blocked by Playwright/);
      // The step-up challenge (RFC 9470), which browsers report although it is not an error.
      if (mode === 'server') watch.expect(/status of 401 .*\/v1\/me\/identities\//);
      await use(watch);
      expect(watch.unexpected(), 'complaints of the browser').toEqual([]);
    },
    { auto: true },
  ],
  api: async ({ mode, context, tenant }, use) => use(new LinkApi(mode, context, tenant)),
  portal: async ({ page }, use) => use(new PortalPage(page)),
  profile: async ({ page }, use) => use(new ProfilePage(page)),
  linking: async ({ page }, use) => use(new LinkDialog(page)),
});

export { expect };

type TestAt<D> = ReturnType<typeof test.extend<{ readonly servers: D }>>;

/** The test function of a spec with separate `servers`, which it shares with the specs that pass the same function. */
export function testAt<D extends Deployment>(open: () => Promise<D>): TestAt<D> {
  return test.extend<{ readonly servers: D }>({
    servers: [async ({ deployments }, use) => use(await deployments.get(open)), { timeout: START_TIMEOUT }],
    deployment: async ({ servers }, use) => use(servers),
  });
}

/** Linking servers of a worker, on one PostgreSQL. Two reveal state that a process keeps in memory; `--all` runs four. */
const DEFAULT_SERVERS = process.env['ONEFOLD_TEST_ALL'] === '1' ? 4 : 2;

const SERVERS = Number(process.env['ONEFOLD_E2E_SERVERS'] ?? DEFAULT_SERVERS);

/** With `ONEFOLD_E2E_SERVERS=0`, server mode has one server in this process on SQLite instead. */
const DEFAULT_DEPLOYMENTS: Readonly<Record<Mode, () => Promise<Deployment>>> = {
  direct: openDirectDeployment,
  server: SERVERS > 0 ? () => openFleetDeployment(SERVERS) : openServerDeployment,
};
