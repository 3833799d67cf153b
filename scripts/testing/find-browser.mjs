import { existsSync } from 'node:fs';
import { run, runNode } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { step } from '../terminal/step.mjs';
import { installedBrowser } from './installed-browser.mjs';

/**
 * Finds or installs Chrome or Chromium: an installed one, Playwright's, or, as root on a Debian system, the distribution's.
 *
 * @returns {Promise<string>} Its executable.
 * @throws {ExplainedError} If none can be installed.
 */
export async function findBrowser() {
  return installedBrowser() ?? (await playwrightBrowser()) ?? (await debianBrowser()) ?? none();
}

/** @returns {Promise<string | undefined>} */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  await step('Getting a browser from Playwright', () =>
    runNode('node_modules/@playwright/test/cli.js', ['install', 'chromium']),
  );
  return existsSync(path) ? path : undefined;
}

/** @returns {Promise<string | undefined>} */
async function debianBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  await step('Getting Chromium from the distribution', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    const install = ['install', '-y', '--no-install-recommends'];
    const { code } = await run('apt-get', [...install, 'chromium-headless-shell'], { env });
    // Older systems lack the headless shell.
    if (code !== 0) await run('apt-get', [...install, 'chromium'], { env });
  });
  return installedBrowser();
}

/** @returns {never} */
function none() {
  throw new ExplainedError(
    'The tests need Chrome or Chromium, and none was found or could be fetched.\n' +
      'Install one, or set CHROME_BIN to the path of its executable.',
  );
}
