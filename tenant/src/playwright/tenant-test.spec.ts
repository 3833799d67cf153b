import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Starting processes is slow on a busy machine. */
const TIMEOUT = 120_000;
const CONFIG = fileURLToPath(new URL('testing/playwright.config.ts', import.meta.url));

describe('The Playwright fixture', () => {
  it(
    'gives every worker a separate tenant, reset to its seed for every test',
    async () => {
      const playwright = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'));
      const { stdout } = await promisify(execFile)(process.execPath, [
        ...[join(playwright, 'cli.js'), 'test', '--config', CONFIG],
      ]);
      expect(stdout).toContain('4 passed');
      const started = [...stdout.matchAll(/TENANT (\d+) (\d+)/g)].map(([, worker, port]) => `${worker} ${port}`);
      const workers = new Set(started.map((pair) => pair.split(' ')[0]));
      const ports = new Set(started.map((pair) => pair.split(' ')[1]));
      expect(started.length).toBe(4);
      expect(ports.size).toBe(workers.size);
    },
    TIMEOUT,
  );
});
