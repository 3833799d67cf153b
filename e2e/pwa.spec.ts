import { link, pick } from './journeys/link.ts';
import { finishByRedirect, blockWindows, openProvider } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { expectAccessible } from './support/axe.ts';
import { issuedTokens } from './support/issued-tokens.ts';
import { cachedResponses, storedData } from './support/stored-data.ts';
import { ANA, LEO } from './support/people.ts';
import { fromNetwork, workerReady } from './support/service-worker.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

/** Values that no cache may contain. */
const NEVER_STORED = /\/(v1|api|callback|config\.json|link\/callback)(\/|\?|$)/;

test('registers no worker for an anonymous user of the home page', async ({ page, portal }) => {
  await portal.open();
  await expect(portal.homeHeading).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(async () => caches.keys())).toEqual([]);
});

test('requests no file of the shell from the network on the second visit', async ({ page, profile, baseURL }) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  const paths = await fromNetwork(page, baseURL ?? '', async () => {
    await page.goto('/profile');
    await expect(profile.name(ANA.name)).toBeVisible();
  });
  // The worker's own files and the settings are requested again; the page and its code come from the service worker's cache. The token
  // worker's address has a version, so it comes from the browser's HTTP cache.
  const expected =
    /^\/(auth0-spa-js\.worker\.production\.js|config\.json|ngsw\.json|portal-worker\.js|ngsw-worker\.js|v1\/.*|callback|favicon\.svg)$/;
  expect(paths.filter((path) => !expected.test(path))).toEqual([]);
  expect(paths, 'the settings stay fresh').toContain('/config.json');
});

test('says that the user is offline, and continues when the network returns', async ({
  page,
  context,
  profile,
  watch,
}) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  watch.expect(/net::ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/);
  await context.setOffline(true);
  await page.goto('/profile?from=mail#linked');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1, name: 'You’re offline' })).toBeVisible();
  await expect(main.getByRole('alert')).toContainText('isn’t stored on this device');
  await expectAccessible(page, 'offline');
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(main.getByRole('status').filter({ hasText: 'Still offline.' })).toBeVisible();

  await context.setOffline(false);
  await expect(profile.name(ANA.name)).toBeVisible();
  await expect(page, 'where the person wanted to go').toHaveURL('/profile?from=mail#linked');
});

test('continues after the server has not responded for a while', async ({ page, context, profile, watch }) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  watch.expect(/ERR_CONNECTION_REFUSED/);
  await page.clock.install();
  await context.route('**/config.json', (route) => route.abort('connectionrefused'));
  await page.goto('/profile');
  await expect(page.getByRole('heading', { level: 1, name: 'Can’t reach Onefold' })).toBeVisible();
  await context.unroute('**/config.json');
  await page.clock.runFor(10_000);
  await expect(profile.name(ANA.name)).toBeVisible();
});

test('shows the home page offline', async ({ page, context, portal, watch }) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  await portal.signOut();
  await expect(portal.signIn).toBeVisible();
  watch.expect(/net::ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/);
  await context.setOffline(true);
  await page.goto('/');
  await expect(portal.homeHeading).toBeVisible();
});

test('stores no personal data after a whole journey, nor after signing out', async ({
  page,
  context,
  portal,
  profile,
}) => {
  const issued = issuedTokens(context);
  await signInToProfile(page, ANA);
  await workerReady(page);
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  await link(page, ANA, 'Google', pick(LEO));
  await page.reload();
  await expect(profile.row(LEO.email)).toBeVisible();

  const cached = await cachedResponses(page);
  expect(cached.length, 'the shell is there').toBeGreaterThan(20);
  expect(cached.filter(({ where }) => NEVER_STORED.test(where.replace(/^\S+ https?:\/\/[^/]+/, '')))).toEqual([]);
  await portal.signOut();
  await expect(portal.signIn).toBeVisible();
  const kept = [...cached, ...(await storedData(page))];
  const secrets = [...(await issued()), ...[ANA, LEO].flatMap(({ email, name, userId }) => [email, name, userId])];
  expect(secrets.length, 'tokens were issued').toBeGreaterThan(8);
  const found = kept.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  expect(found.map(({ where }) => where)).toEqual([]);
  expect(kept.filter(({ text }) => /eyJ[\w-]{5,}\.eyJ[\w-]{5,}/.test(text)).map(({ where }) => where)).toEqual([]);
});

test('never responds for the APIs, the settings, the callbacks or another origin', async ({
  page,
  context,
  profile,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  const answered: string[] = [];
  context.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    if (response.fromServiceWorker() && (NEVER_STORED.test(pathname) || origin === tenant.origin))
      answered.push(pathname);
  });
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  expect(answered).toEqual([]);
});

test('signs in and links in a window and by redirect while the worker is active', async ({
  page,
  context,
  profile,
  portal,
}) => {
  await signInToProfile(page, ANA);
  await workerReady(page);
  await portal.signOut();
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.name(ANA.name)).toBeVisible();
  await link(page, ANA, 'Google', pick(LEO));

  await blockWindows(context);
  await page.reload();
  await openProvider(page, 'GitHub');
  await finishByRedirect(page, ANA, { name: 'Noor Haddad', email: 'noor@example.org' });
  await expect(profile.row('noor@example.org')).toBeVisible();
  await expect(new PortalPage(page).accountMenu).toContainText(ANA.name);
});
