import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, LEO, MARYAM } from './support/people.ts';
import { expect, test } from './support/world.ts';

test(
  'closed between the two sign-ins, then reloaded: reports another account, and adopts no other user',
  { tag: '@both' },
  async ({ page, mode, portal, profile, linking, tenant, traffic }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
    await new AccountPickerPage(window).choose(LEO);
    await expect(new LoginPage(window).password).toBeVisible();
    await window.close();
    await expect(linking.windowUnseen).toBeVisible();
    const calls = await traffic.profileViews();

    await page.reload();
    await expect(portal.failure).toContainText('Another account is signed in');
    await expect(page.getByText('Support code: session_changed')).toBeVisible();
    await expect(portal.accountMenu).toBeHidden();
    await expect(page.getByText(LEO.email)).toBeHidden();
    expect(await traffic.profileViews(), 'no account was read').toEqual(calls);

    await page.reload();
    await expect(portal.failure, 'still').toContainText('Another account is signed in');
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await new LoginPage(page).logIn(ANA.email);
    await expect(profile.name(ANA.name)).toBeVisible();
    // The server still has the attempt, whose window could be open.
    if (mode === 'server') await linking.provingPrimary.getByRole('button', { name: 'Cancel' }).click();
    await expectStillSignedIn(page, ANA);
    expect(accountsOf(tenant)).toEqual(before);
    await link(page, ANA, 'Google', pick(LEO));
  },
);

test(
  'another user signs in in another tab before the confirmation: the page is left, nothing is linked',
  { tag: '@both' },
  async ({ page, context, linking, portal, tenant }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));

    const tab = await context.newPage();
    await tab.goto(`${tenant.origin}/v2/logout?client_id=onefold-portal`);
    await new PortalPage(tab).open();
    await new PortalPage(tab).signIn.click();
    await new LoginPage(tab).logIn(MARYAM.email);
    await expect(new PortalPage(tab).accountMenu).toContainText(MARYAM.name);

    await expect(page).toHaveURL('/');
    await expect(portal.failure).toContainText('Another account is signed in');
    await expect(linking.confirmation).toBeHidden();
    await expect(page.getByText(ANA.email)).toBeHidden();
    expect(accountsOf(tenant)).toEqual(before);
    expect(identityChanges(tenant)).toEqual([]);

    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await new LoginPage(page).logIn(ANA.email);
    await portal.profileLink.click();
    await expectStillSignedIn(page, ANA);
  },
);

test('signed out in another tab during the first sign-in: the page is left, nothing is linked', async ({
  page,
  context,
  linking,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const tab = await context.newPage();
  await tab.goto('/profile');
  await expect(new ProfilePage(tab).name(ANA.name)).toBeVisible();

  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
  await new PortalPage(tab).signOut();
  await expect(page).toHaveURL('/');
  await expect(page.getByText(ANA.email)).toBeHidden();
  await expect(linking.confirmation).toBeHidden();
  expect(accountsOf(tenant)).toEqual(before);
});
