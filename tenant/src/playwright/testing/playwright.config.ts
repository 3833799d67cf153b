import { defineConfig } from '@playwright/test';

/** Two workers for the fixture's own spec. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.pwspec.ts',
  fullyParallel: true,
  workers: 2,
  // Node strips the types itself; compiling the tenant in every worker would take longer than the tests.
  build: { external: ['**/tenant/src/**'] },
  reporter: 'line',
  outputDir: '../../../../test-results/tenant-fixture',
});
