import {
  test as base,
  expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import type { Host } from '../../scripts/consumers/hosts.mjs';
import { ProfilePage } from '../pages/profile.page.ts';
import { accountsIn } from '../support/accounts.ts';
import { ConsoleWatch } from '../support/console-watch.ts';
import { Traffic } from '../support/traffic.ts';
import { openConsumerDeployment, type ConsumerDeployment, type ServedBy } from './consumer-deployment.ts';

interface ConsumerFixtures {
  /** Accounts of the tenant, which is reset to its seed before every test. */
  readonly accounts: () => Promise<Readonly<Record<string, readonly string[]>>>;
  readonly traffic: Traffic;
  /** Console messages and errors of pages; a test fails on an unexpected one. */
  readonly watch: ConsoleWatch;
  readonly profile: ProfilePage;
}

interface ConsumerWorkerFixtures {
  readonly deployment: ConsumerDeployment;
}

/** Long, because starting the programs of three packages takes a while on a busy machine. */
const START_TIMEOUT = 120_000;

/** The test function for one host. */
export function testAtHost(
  host: Host,
  by?: ServedBy,
): TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & ConsumerFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & ConsumerWorkerFixtures
> {
  return base.extend<ConsumerFixtures, ConsumerWorkerFixtures>({
    deployment: [
      async ({}, use) => {
        const deployment = await openConsumerDeployment(host, by);
        await use(deployment);
        await deployment.stop();
      },
      { scope: 'worker', timeout: START_TIMEOUT },
    ],
    accounts: [
      async ({ deployment }, use) => {
        await deployment.reset();
        await use(async () => accountsIn(await deployment.control.users()));
      },
      { auto: true, timeout: START_TIMEOUT },
    ],
    traffic: [async ({ context }, use) => use(new Traffic(context)), { auto: true }],
    watch: [
      async ({ context }, use) => {
        const watch = new ConsoleWatch(context);
        await watch.overPolicies();
        // The step-up challenge (RFC 9470), which browsers report although it is not an error.
        watch.expect(/status of 401 .*\/v1\/me\/identities\//);
        await use(watch);
        expect(watch.unexpected(), 'complaints of the browser').toEqual([]);
      },
      { auto: true },
    ],
    profile: async ({ page }, use) => use(new ProfilePage(page)),
  });
}

export { expect };
