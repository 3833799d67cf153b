import type { Page } from '@playwright/test';
import { link, pick } from './journeys/link.ts';
import { signInByPassword, signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { bearerSubjects, sdkCookies, storedItems } from './support/browser-state.ts';
import { issuedTokens } from './support/issued-tokens.ts';
import { changeSettings } from './support/portal-settings.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test(
  'does not change the user, the cookies and the access token, and stores nothing of the second account',
  { tag: '@both' },
  async ({ page, portal, profile, traffic }) => {
    await signInToProfile(page, ANA);
    const cookies = await sdkCookies(page);
    await link(page, ANA, 'Google', pick(LEO));

    await expect(portal.accountMenu).toContainText(ANA.name);
    await expect(profile.fact('Email')).toHaveText(ANA.email);
    expect(await sdkCookies(page)).toEqual(cookies);
    expect(Object.keys(cookies)).toEqual(expect.arrayContaining(['auth0.onefold-portal.is.authenticated']));
    const items = await storedItems(page);
    expect(items.map(({ key }) => key)).toEqual(['onefold.subject.onefold-portal']);
    expect(items[0]?.value, 'a fingerprint').toMatch(/^[0-9a-f]{64}$/);

    await unlink(page, ANA, 'Google', LEO.email);
    const bearers = await bearerSubjects(traffic);
    expect(bearers.length, 'a view, a link, an unlink').toBeGreaterThanOrEqual(3);
    expect(new Set(bearers.map(({ sub }) => sub))).toEqual(new Set([ANA.userId]));
    expect(new Set(bearers.map(({ token }) => token)).size, 'one access token did it all').toBe(1);
  },
);

test('renews an expired access token with the refresh token', async ({ page, api, tenant, watch }) => {
  watch.expect(/status of 401/);
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  const issued = issuedTokens(page.context());
  tenant.control.journal.clear();
  await api.respondWith('unlink', { status: 401, times: 1 });
  await unlink(page, ANA, 'Google', LEO.email);
  expect((await issued()).length).toBeGreaterThan(0);
  const pages = tenant.control.journal.entries().filter(({ path }) => path.startsWith('/authorize'));
  expect(pages, 'no sign-in, not even a silent one').toEqual([]);
});

test('does not change the organization', { tag: '@both' }, async ({ page, profile, traffic, tenant }) => {
  await changeSettings(page.context(), (settings) => ({ ...settings, organization: 'org_acme0000000001' }));
  await signInByPassword(page, ANA);
  const cookies = await sdkCookies(page);
  expect(cookies['auth0.onefold-portal.organization_hint']).toContain('org_acme0000000001');
  await link(page, ANA, 'GitHub', pick({ name: 'Noor Haddad', email: 'noor@example.org' }));
  expect(await sdkCookies(page)).toEqual(cookies);

  const organizations = (await traffic.requests())
    .filter(({ url }) => url.origin === tenant.origin && url.pathname === '/authorize')
    .map(({ url }) => url.searchParams.get('organization'));
  expect(organizations, 'both sign-ins of the link, too').toEqual(organizations.map(() => 'org_acme0000000001'));
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  expect(await sdkCookies(page)).toEqual(cookies);
});

test(
  'stays signed in silently after a reload and in a new tab, and signs in through the linked account to the same profile',
  { tag: '@both' },
  async ({ page, context, portal, profile, tenant }) => {
    await signInToProfile(page, ANA);
    await link(page, ANA, 'Google', pick(LEO));
    tenant.control.journal.clear();
    await page.reload();
    await expect(profile.name(ANA.name)).toBeVisible();
    await expect(profile.fact('Email')).toHaveText(ANA.email);
    await expect(profile.row(LEO.email)).toBeVisible();

    const tab = await context.newPage();
    await signedInSilently(tab);
    const pages = tenant.control.journal.entries().filter(({ path }) => path.startsWith('/u/login'));
    expect(pages, 'no login page was shown').toEqual([]);
    await tab.close();

    await portal.signOut();
    await portal.openProfile.click();
    await new LoginPage(page).provider('Google').click();
    await new AccountPickerPage(page).choose(LEO);
    await expect(profile.name(ANA.name)).toBeVisible();
    await expect(profile.fact('Email')).toHaveText(ANA.email);
    await expect(profile.row(LEO.email)).toBeVisible();
    await expect(portal.accountMenu).toContainText(ANA.name);
  },
);

async function signedInSilently(page: Page): Promise<void> {
  await page.goto('/profile');
  await expect(new ProfilePage(page).name(ANA.name)).toBeVisible();
}
