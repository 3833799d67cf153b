import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

const LOGIN_CALLBACKS = ['?code=x&state=y', '?error=access_denied&state=y'];
for (const query of LOGIN_CALLBACKS) {
  test(`/callback${query} without a pending sign-in: reports it, and the user stays signed in`, async ({
    page,
    portal,
    profile,
    tenant,
  }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    await page.goto(`/callback${query}`);
    await expect(portal.failure).toContainText(/We couldn’t sign you in|The sign-in was canceled/);
    await expect(portal.accountMenu).toContainText(ANA.name);
    await portal.profileLink.click();
    await expect(profile.name(ANA.name)).toBeVisible();
    expect(accountsOf(tenant)).toEqual(before);
  });
}

for (const query of ['', '?code=x', '?state=y']) {
  test(`/callback${query} is not a callback: the session does not change`, async ({ page, portal, tenant }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    await page.goto(`/callback${query}`);
    await expect(page).toHaveURL('/');
    await expect(portal.accountMenu).toContainText(ANA.name);
    await expect(portal.failure).toBeHidden();
    expect(accountsOf(tenant)).toEqual(before);
  });
}

const HOSTILE = ['//evil.example/profile', '/%2F%2Fevil.example', '/\\evil.example', '/profile/..//evil.example'];
for (const path of HOSTILE) {
  test(`${path} stays in the portal`, async ({ page, portal, baseURL }) => {
    await page.goto(`${baseURL ?? ''}${path}`);
    await expect(portal.notFoundHeading).toBeVisible();
    expect(new URL(page.url()).origin).toBe(baseURL);
  });
}

const TARGETS = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
];
for (const target of TARGETS) {
  test(`a login with the return target ${JSON.stringify(target)} returns to the home page`, async ({
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
    }, target);
    expect(changed, 'the transaction was found').toBe(true);
    await page.goBack();
    await new LoginPage(page).logIn(ANA.email);
    await expect(portal.accountMenu).toContainText(ANA.name);
    await expect(page).toHaveURL(`${baseURL ?? ''}/`);
    expect((await traffic.requests()).filter(({ url }) => url.hostname.endsWith('evil.example'))).toEqual([]);
  });
}
