import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { LoadedScripts } from './support/loaded-scripts.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** A literal that only Auth0's SDK contains. */
const SDK = 'web_message';
/** A literal that only the profile contains. */
const PROFILE = 'Loading your profile';
/** A literal that only the code that requests the profile contains. */
const REQUESTER = { server: '/link-intents', direct: 'link_with' };

test('loads neither the SDK nor the profile with the home page', async ({ page, portal }) => {
  const scripts = new LoadedScripts(page);
  await portal.open();
  // Waits for the last script of the home page, which an earlier one loads.
  await expect.poll(() => scripts.containing('aria-busy'), 'the search finds a known text').not.toEqual([]);
  expect(await scripts.containing('Skip to content'), 'the application').toEqual([]);
  expect(await scripts.containing(SDK)).toEqual([]);
  expect(await scripts.containing(PROFILE)).toEqual([]);
});

test('checks the session on the home page of a signed-in user, and requests no profile', async ({
  page,
  portal,
  traffic,
}) => {
  await signInToProfile(page, ANA);
  const before = (await traffic.apiCalls()).length;
  const scripts = new LoadedScripts(page);
  await portal.open();
  await expect(portal.accountMenu).toBeVisible();
  expect(await scripts.containing(SDK)).not.toEqual([]);
  expect((await traffic.apiCalls()).length).toBe(before);
});

test('loads the SDK and the profile on the profile route', async ({ page }) => {
  const scripts = new LoadedScripts(page);
  await signInToProfile(page, ANA);
  expect(await scripts.containing(SDK)).not.toEqual([]);
  expect(await scripts.containing(PROFILE)).not.toEqual([]);
});

test(
  'fetches the code of the profile and of its first request while the session is still being checked',
  { tag: '@both' },
  async ({ page, profile, tenant, traffic, mode }) => {
    await signInToProfile(page, ANA);
    const authorization = Promise.withResolvers<undefined>();
    await page.route(`${tenant.origin}/authorize?*`, async (route) => {
      await authorization.promise;
      await route.continue();
    });
    const scripts = new LoadedScripts(page);
    const response = await page.reload({ waitUntil: 'commit' });
    const preloaded = (await response?.headerValue('link')) ?? '';
    await expect.poll(() => scripts.containing(PROFILE)).not.toEqual([]);
    await expect.poll(() => scripts.containing(REQUESTER[mode])).not.toEqual([]);
    // The two files are named in the page, so that they need not wait for the application's own file.
    expect(preloaded.match(/fetchpriority=low/g)?.length).toBe(mode === 'server' ? 2 : undefined);
    await expect(profile.heading, 'not shown before the user is known').toBeHidden();
    expect((await traffic.apiCalls()).length, 'nothing was asked for').toBe(1);
    authorization.resolve(undefined);
    await expect(profile.name(ANA.name)).toBeVisible();
  },
);

test('sends a strict content security policy with the page', async ({ page, tenant }) => {
  const response = await page.goto('/');
  const policy = (await response?.headerValue('content-security-policy')) ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain(`connect-src 'self' ${tenant.origin}`);
  expect(policy).not.toContain('unsafe-');
});

test('sends requests to the portal and the tenant only', async ({ page, portal, tenant, traffic, baseURL }) => {
  await portal.open();
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(portal.accountMenu).toBeVisible();
  const origins = new Set((await traffic.requests()).map(({ url }) => url.origin));
  origins.delete('null');
  expect([...origins].sort()).toEqual([baseURL, tenant.origin].sort());
});

test.describe('before any script runs', () => {
  test.use({ javaScriptEnabled: false });

  test('paints the home page from static HTML', async ({ page, portal }) => {
    await page.goto('/');
    await expect(portal.homeHeading).toBeVisible();
    await expect(portal.openProfile).toBeVisible();
  });
});
