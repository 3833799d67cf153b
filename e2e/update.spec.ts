import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTenant, type Tenant } from '@onefold/tenant';
import { localClient, localConfig } from '../scripts/configuration/local-configuration.mjs';
import { PORTAL_FOLDER } from '../scripts/portal/build-portal.mjs';
import { servePortal, type ServedPortal } from '../server/src/portal/index.ts';
import { LoginPage } from './pages/login.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { expectAccessible } from './support/axe.ts';
import { builtScriptWith } from './support/built-script.ts';
import { ANA } from './support/people.ts';
import { workerReady } from './support/service-worker.ts';
import { expect, test } from './support/test.ts';

const OLD_FOOTER = 'Onefold: one person, many sign-ins, one account.';
const NEW_FOOTER = 'Onefold, the next version.';

test.use({ serviceWorkers: 'allow' });

let folder: string;
let tenant: Tenant;
let portal: ServedPortal;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onefold-versions-'));
  portal = await servePortal({
    folder: PORTAL_FOLDER,
    config: async (origin) => {
      tenant = await createTenant({ clients: [localClient(origin)], control: true });
      return localConfig(tenant.origin);
    },
  });
});

test.afterEach(async () => {
  await portal.close();
  await tenant.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys a build with a changed page, in which the code of the link dialog has a new file name. */
async function deployNextVersion(): Promise<void> {
  cpSync(PORTAL_FOLDER, folder, { recursive: true });
  const manifestFile = join(folder, 'ngsw.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    assetGroups: { urls: string[] }[];
    hashTable: Record<string, string>;
  };
  const page = join(folder, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(OLD_FOOTER, NEW_FOOTER));
  const gone = builtScriptWith('Link with:');
  for (const name of [gone, `${gone}.br`]) rmSync(join(folder, name), { force: true });
  Reflect.deleteProperty(manifest.hashTable, gone);
  for (const group of manifest.assetGroups) group.urls = group.urls.filter((url) => url !== gone);
  manifest.hashTable['/index.html'] = createHash('sha1').update(readFileSync(page)).digest('hex');
  writeFileSync(manifestFile, JSON.stringify(manifest));
  for (const path of ['index.html.br', 'ngsw.json.br']) rmSync(join(folder, path), { force: true });
  await serveFolder();
}

/** Serves the changed folder in place of the build, at the same address. */
async function serveFolder(): Promise<void> {
  const { port } = portal;
  await portal.close();
  portal = await servePortal({ port, folder, config: localConfig(tenant.origin) });
}

/** Signs in and reloads, so that the service worker has the portal in its cache. */
async function visitTwice(page: Page): Promise<void> {
  await page.goto(`${portal.origin}/profile`);
  await new LoginPage(page).logIn(ANA.email);
  await expect(new ProfilePage(page).name(ANA.name)).toBeVisible();
  await workerReady(page);
  await page.reload();
  await expect(new ProfilePage(page).name(ANA.name)).toBeVisible();
}

test('offers a new version, and keeps the old one complete until the user reloads', async ({ page }) => {
  // The worker looks for a new version when the page has been idle for 5 to 30 seconds.
  test.slow();
  await visitTwice(page);
  const profile = new ProfilePage(page);
  await deployNextVersion();

  // The next visit still shows the old version, and its worker finds the new one.
  await page.reload();
  const prompt = page.getByRole('region', { name: 'Update' });
  await expect(prompt.getByRole('status')).toHaveText('A new version is ready.');
  await expectAccessible(page, 'the update prompt');
  await profile.linkAccount.click();
  await expect(page.getByRole('dialog', { name: 'Link with:' }), 'code the server no longer has').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(profile.linkAccount, 'the dialog has given the focus back').toBeFocused();

  await prompt.getByRole('button', { name: 'Later' }).focus();
  await page.keyboard.press('Tab');
  await expect(prompt.getByRole('button', { name: 'Reload' })).toBeFocused();
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
  await expect(profile.name(ANA.name)).toBeVisible();
  await expect(prompt).toBeHidden();
  const response = await page.goto(`${portal.origin}/profile`);
  expect(response?.fromServiceWorker(), 'kept like the old version').toBe(true);
  expect(await response?.text()).toContain(NEW_FOOTER);
});

test('is replaced by the safety worker, which removes it and its caches', async ({ page, watch }) => {
  test.slow();
  watch.expect(/NGSW Safety Worker - unregistered old service worker/);
  await visitTwice(page);
  cpSync(PORTAL_FOLDER, folder, { recursive: true });
  cpSync(join(folder, 'safety-worker.js'), join(folder, 'portal-worker.js'));
  rmSync(join(folder, 'portal-worker.js.br'), { force: true });
  await serveFolder();

  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
});
