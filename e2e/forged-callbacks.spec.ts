import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

const LOGIN_CALLBACKS = ['?code=x&state=y', '?error=access_denied&state=y'];
const NO_CALLBACKS = ['', '?code=x', '?state=y'];

test('a callback without a pending sign-in, or without a code or an error, does not change the session', async ({
  page,
  portal,
  profile,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  for (const query of LOGIN_CALLBACKS) {
    await test.step(`/callback${query} is reported`, async () => {
      await page.goto(`/callback${query}`);
      await expect(portal.failure).toContainText(/We couldn’t sign you in|The sign-in was canceled/);
      await expect(portal.accountMenu).toContainText(ANA.name);
      await portal.profileLink.click();
      await expect(profile.name(ANA.name)).toBeVisible();
    });
  }
  for (const query of NO_CALLBACKS) {
    await test.step(`/callback${query} is ignored`, async () => {
      await page.goto(`/callback${query}`);
      await expect(page).toHaveURL('/');
      await expect(portal.accountMenu).toContainText(ANA.name);
      await expect(portal.failure).toBeHidden();
    });
  }
  expect(accountsOf(tenant)).toEqual(before);
});

const HOSTILE = ['//evil.example/profile', '/%2F%2Fevil.example', '/\\evil.example', '/profile/..//evil.example'];

test('a path that could name another host stays in the portal', async ({ page, portal, baseURL }) => {
  for (const path of HOSTILE) {
    await test.step(path, async () => {
      await page.goto('about:blank');
      await page.goto(`${baseURL ?? ''}${path}`);
      await expect(portal.notFoundHeading).toBeVisible();
      expect(new URL(page.url()).origin).toBe(baseURL);
    });
  }
});

/** The router reads it as a path, the browser as a host. `src/linking/auth/return-path.spec.ts` tests other targets. */
const TARGET = '//evil.example';

test('a login whose stored return target was replaced returns to the home page', async ({
  page,
  portal,
  traffic,
  watch,
  baseURL,
}) => {
  watch.expect(/favicon\.ico/);
  await page.goto('/profile');
  await expect(new LoginPage(page).submit).toBeVisible();
  await page.goto('/favicon.svg');
  const changed = await page.evaluate((evil) => {
    for (const key of Object.keys(sessionStorage)) {
      const item = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { appState?: { target?: string } } | null;
      if (item?.appState?.target === undefined) continue;
      item.appState.target = evil;
      sessionStorage.setItem(key, JSON.stringify(item));
      return true;
    }
    return false;
  }, TARGET);
  expect(changed, 'the transaction was found').toBe(true);
  await page.goBack();
  await new LoginPage(page).logIn(ANA.email);
  await expect(portal.accountMenu).toContainText(ANA.name);
  await expect(page).toHaveURL(`${baseURL ?? ''}/`);
  expect((await traffic.requests()).filter(({ url }) => url.hostname.endsWith('evil.example'))).toEqual([]);
});
