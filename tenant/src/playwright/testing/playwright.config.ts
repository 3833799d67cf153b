import { defineConfig } from '@playwright/test';

/** Two workers for the fixture's own spec. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.pwspec.ts',
  fullyParallel: true,
  workers: 2,
  reporter: 'line',
  outputDir: '../../../../test-results/tenant-fixture',
});
