import { link, pick } from './journeys/link.ts';
import { finishByRedirect, blockWindows, openProvider } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { expectAccessible } from './support/axe.ts';
import { issuedTokens } from './support/issued-tokens.ts';
import { cachedResponses, storedData } from './support/stored-data.ts';
import { ANA, LEO, NOOR } from './support/people.ts';
import { fromNetwork, workerReady } from './support/service-worker.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

/** Values that no cache may contain. */
const NEVER_STORED = /\/(v1|api|callback|config\.json|link\/callback)(\/|\?|$)/;

test('serves the shell from the second visit on, never an API, and says what is missing without a network or a server', async ({
  page,
  context,
  portal,
  profile,
  tenant,
  watch,
  baseURL,
}) => {
  await test.step('registers no worker for an anonymous user of the home page', async () => {
    await portal.open();
    await expect(portal.homeHeading).toBeVisible();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await page.evaluate(async () => caches.keys())).toEqual([]);
  });

  await signInToProfile(page, ANA);
  await workerReady(page);
  const answered: string[] = [];
  context.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    if (response.fromServiceWorker() && (NEVER_STORED.test(pathname) || origin === tenant.origin))
      answered.push(pathname);
  });

  await test.step('requests no file of the shell from the network on the second visit', async () => {
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

  await test.step('never responds for the APIs, the settings, the callbacks or another origin', async () => {
    await page.reload();
    await expect(profile.name(ANA.name)).toBeVisible();
    expect(answered).toEqual([]);
  });

  await test.step('says that the user is offline, and continues when the network returns', async () => {
    watch.expect(/net::ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/);
    await context.setOffline(true);
    await page.goto('/profile?from=mail#linked');
    const main = page.getByRole('main');
    // With Chromium 150 a page from a service worker's cache still reports a network, although every request fails.
    const title = (await page.evaluate(() => navigator.onLine)) ? 'Can’t reach Onefold' : 'You’re offline';
    await expect(main.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(main.getByRole('alert')).toContainText('isn’t stored on this device');
    await expectAccessible(page, 'offline');
    await main.getByRole('button', { name: 'Try again' }).click();
    await expect(main.getByRole('status').filter({ hasText: 'Still offline.' })).toBeVisible();

    await context.setOffline(false);
    await expect(profile.name(ANA.name)).toBeVisible();
    await expect(page, 'where the person wanted to go').toHaveURL('/profile?from=mail#linked');
  });

  await test.step('shows the home page offline', async () => {
    await portal.signOut();
    await expect(portal.signIn).toBeVisible();
    await context.setOffline(true);
    await page.goto('/');
    await expect(portal.homeHeading).toBeVisible();
    await context.setOffline(false);
  });

  await test.step('continues after the server has not responded for a while', async () => {
    await signInToProfile(page, ANA);
    watch.expect(/ERR_CONNECTION_REFUSED/);
    await page.clock.install();
    await context.route('**/config.json', (route) => route.abort('connectionrefused'));
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Can’t reach Onefold' })).toBeVisible();
    await context.unroute('**/config.json');
    await page.clock.runFor(10_000);
    await expect(profile.name(ANA.name)).toBeVisible();
  });
});

test('signs in and links in a window and by redirect while the worker is active, and stores no personal data', async ({
  page,
  context,
  profile,
  portal,
}) => {
  const issued = issuedTokens(context);
  await signInToProfile(page, ANA);
  await workerReady(page);
  await portal.signOut();
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.name(ANA.name)).toBeVisible();
  await link(page, ANA, 'Google', pick(LEO));

  await blockWindows(context);
  await page.reload();
  await expect(profile.row(LEO.email)).toBeVisible();
  await openProvider(page, 'GitHub');
  await finishByRedirect(page, ANA, NOOR);
  await expect(profile.row(NOOR.email)).toBeVisible();
  await expect(new PortalPage(page).accountMenu).toContainText(ANA.name);
  await page.reload();
  await expect(profile.row(NOOR.email)).toBeVisible();

  await test.step('stores no personal data after this journey, nor after signing out', async () => {
    const cached = await cachedResponses(page);
    expect(cached.length, 'the shell is there').toBeGreaterThan(20);
    expect(cached.filter(({ where }) => NEVER_STORED.test(where.replace(/^\S+ https?:\/\/[^/]+/, '')))).toEqual([]);
    await portal.signOut();
    await expect(portal.signIn).toBeVisible();
    const kept = [...cached, ...(await storedData(page))];
    const secrets = [
      ...(await issued()),
      ...[ANA, LEO, NOOR].flatMap(({ email, name, userId }) => [email, name, userId]),
    ];
    expect(secrets.length, 'tokens were issued').toBeGreaterThan(8);
    const found = kept.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    expect(found.map(({ where }) => where)).toEqual([]);
    expect(kept.filter(({ text }) => /eyJ[\w-]{5,}\.eyJ[\w-]{5,}/.test(text)).map(({ where }) => where)).toEqual([]);
  });
});
