import { defineConfig } from '@playwright/test';
import type { ClientOptions } from './e2e/tenant-clients/support/client-test.ts';
import type { FixtureOptions } from './e2e/support/test.ts';

/** Whether every journey runs in both modes (`npm test -- --all`). */
const ALL = process.env['ONEFOLD_TEST_ALL'] === '1';

/** Specs of behavior that does not depend on the mode: they run once, in the mode whose faults they use. */
const ONLY_DIRECT = specs('accessibility', 'home', 'languages', 'small-screen', 'update', 'visual/looks');
const ONLY_SERVER = specs('forged-callbacks', 'keyboard', 'profile', 'pwa', 'sign-in');

/**
 * Specs of journeys that both modes have. Their tests run in server mode; the tag `@direct` moves one to direct mode, and
 * `@both` runs it in each, because it exercises code that the modes do not share.
 */
const IN_BOTH_MODES = [
  ...['api-failures', 'first-load', 'link', 'link-code', 'link-failures', 'link-redirect', 'link-refusals', 'primary'],
  ...['session-swap', 'tokens', 'unlink', 'unlink-failures'],
];
const NOT_DIRECT = new RegExp(`\\b(${IN_BOTH_MODES.join('|')})\\.spec\\.ts (?!.*@(direct|both)\\b)`);
const NOT_SERVER = / @direct\b/;

/** Auth0's own clients at the tenant, without the portal. */
const CLIENTS = '**/tenant-clients/*.spec.ts';
const ONLY_TLS = '*.{auth0-js,lock}.spec.ts';

/** Applications that use the packed packages (scripts/consumers), and their own specs, which other runners run. */
const CONSUMERS = '**/consumers/*.spec.ts';
const HOSTS = '**/consumers/hosts/**';

/** Real Chromium against real processes; every worker has its own tenant and portal (e2e/support/test.ts). */
export default defineConfig<object, FixtureOptions & ClientOptions>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  projects: [
    {
      name: 'direct',
      testIgnore: ['*.server.spec.ts', ...ONLY_SERVER, CLIENTS, CONSUMERS, HOSTS],
      ...(ALL ? {} : { grepInvert: NOT_DIRECT }),
      use: { mode: 'direct' },
    },
    {
      name: 'server',
      testIgnore: ['*.direct.spec.ts', ...ONLY_DIRECT, CLIENTS, CONSUMERS, HOSTS],
      ...(ALL ? {} : { grepInvert: NOT_SERVER }),
      use: { mode: 'server' },
    },
    {
      ...{ name: 'spa-js', testMatch: CLIENTS, testIgnore: ['*.angular.spec.ts', ONLY_TLS] },
      use: { kind: 'spa-js' },
    },
    { name: 'angular', testMatch: CLIENTS, testIgnore: ONLY_TLS, use: { kind: 'angular' } },
    { name: 'react', testMatch: '**/tenant-clients/sign-in.spec.ts', use: { kind: 'react' } },
    {
      ...{ name: 'auth0-js', testMatch: '**/tenant-clients/*.auth0-js.spec.ts' },
      use: { kind: 'auth0-js', ignoreHTTPSErrors: true },
    },
    {
      ...{ name: 'lock', testMatch: '**/tenant-clients/*.lock.spec.ts' },
      use: { kind: 'lock', ignoreHTTPSErrors: true },
    },
    { name: 'consumers', testMatch: CONSUMERS, use: { mode: 'server' } },
  ],
  // Node runs the products' sources itself: in a worker, Playwright compiles again what it imports on demand.
  build: { external: ['**/contract/src/**', '**/server/src/**', '**/tenant/src/**', '**/scripts/**'] },
  outputDir: 'test-results',
  // One picture for every machine: the font is the tests' own (e2e/visual).
  snapshotPathTemplate: '{testDir}/visual/pictures/{arg}{ext}',
  // On two cores a third one makes the run longer: each has a browser, a tenant and, with a server, four processes.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Only a hang reaches these: a slow or busy machine must not fail a test.
  timeout: 180_000,
  expect: { timeout: 30_000, toMatchAriaSnapshot: { pathTemplate: '{testDir}/accessibility-trees/{arg}{ext}' } },
  reporter: process.env['ONEFOLD_E2E_REPORT']
    ? [['list'], ['json', { outputFile: process.env['ONEFOLD_E2E_REPORT'] }]]
    : 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Animations take a fifth of the time of a test. link, keyboard and undo.server.spec.ts run with them.
    contextOptions: { reducedMotion: 'reduce' },
    // Routes and faults of a spec would not see what a worker answers; pwa.spec.ts is about the worker.
    serviceWorkers: 'block',
    // Recording every test doubles the time of the run; ONEFOLD_TRACE=1 records the failed ones.
    trace: process.env['ONEFOLD_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(process.env['CHROME_BIN'] ? { executablePath: process.env['CHROME_BIN'] } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--in-process-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Letters stand where the font says, in every build of Chromium (e2e/visual).
        '--font-render-hinting=none',
      ],
    },
  },
});

function specs(...names: readonly string[]): string[] {
  return names.map((name) => `**/${name}.spec.ts`);
}
