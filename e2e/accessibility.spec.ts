import { confirmMainAccount } from './journeys/link.ts';
import { withoutEmbeddedSettings } from './support/portal-settings.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { CodePage } from './pages/code.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { TenantErrorPage } from './pages/tenant-error.page.ts';
import { expectAccessible } from './support/axe.ts';
import { ANA, BEN, LEO, MARYAM, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('the home page has no violation: anonymous, signed in, with the menu open, and after a refused login', async ({
  page,
  portal,
}) => {
  await portal.open();
  await expectAccessible(page, 'home, anonymous');
  await portal.signIn.click();
  await new LoginPage(page).logIn(BEN.email);
  await expect(portal.failure).toBeVisible();
  await expectAccessible(page, 'home, refused');
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(portal.accountMenu).toBeVisible();
  await portal.open();
  await expect(portal.accountMenu).toBeVisible();
  await expectAccessible(page, 'home, signed in');
  await portal.accountMenu.click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expectAccessible(page, 'home, menu');
});

test('the profile has no violation: loading, failed, empty, with many rows, and with hostile names', async ({
  page,
  portal,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/status of (403|429|500)/);
  await signInToProfile(page, ANA);
  await expectAccessible(page, 'profile without linked accounts');
  const looked = Promise.withResolvers<undefined>();
  await page.route('**/api/v2/users/*', (route) => looked.promise.then(() => route.continue()), { times: 1 });
  await page.reload();
  await expect(profile.loading).toBeAttached();
  await expectAccessible(page, 'profile, loading');
  await expect(profile.loading, 'it was loading all the time').toBeAttached();
  looked.resolve(undefined);
  await expect(profile.name(ANA.name)).toBeVisible();
  for (const status of [403, 429, 500]) {
    tenant.control.faults.add({
      method: 'GET',
      path: '/api/v2/users/*',
      status,
      headers: status === 429 ? { 'Retry-After': '60' } : {},
      times: 1,
    });
    await page.reload();
    await expect(profile.error.alert).toBeVisible();
    await expectAccessible(page, `profile, ${String(status)}`);
  }
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  for (const person of [MIRA, MARYAM]) {
    await portal.signOut();
    await signInToProfile(page, person);
    await expectAccessible(page, `profile of ${person.email}`);
  }
});

test('linking, unlinking and their failures have no violation', async ({ page, profile, linking, tenant, watch }) => {
  watch.expect(/status of 500/);
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await expectAccessible(page, 'chooser');
  const cancelled = await linking.choose('Google');
  await expect(linking.provingSecondary).toBeVisible();
  await expectAccessible(page, 'first sign-in');
  await expectAccessible(cancelled, 'account picker');
  await new AccountPickerPage(cancelled).cancel.click();
  await expect(linking.failure).toBeVisible();
  await expectAccessible(page, 'link cancelled');

  const opened = page.waitForEvent('popup');
  await linking.error.retry.click();
  const window = await opened;
  await new AccountPickerPage(window).choose(LEO);
  await expect(linking.provingPrimary).toBeVisible();
  await expectAccessible(page, 'second sign-in');
  await expectAccessible(window, 'password page');
  await confirmMainAccount(window, ANA);
  await expect(linking.confirmation).toBeVisible();
  await expectAccessible(page, 'confirmation');
  tenant.control.faults.add({ method: 'POST', path: '/api/v2/users/*', status: 500, times: 1 });
  await linking.confirm.click();
  await expect(linking.error.alert).toBeVisible();
  await expectAccessible(page, 'link failed');
  await linking.error.retry.click();
  await expect(profile.announcement).toBeVisible();
  await expectAccessible(page, 'linked');

  const question = await profile.openUnlinkDialog('Google', LEO.email);
  await expect(question.dialog).toBeVisible();
  await expectAccessible(page, 'unlink confirmation');
  tenant.control.faults.add({ method: 'DELETE', path: '/api/v2/users/*', status: 500, times: 1 });
  await question.confirm.click();
  await expect(question.error.alert).toBeVisible();
  await expectAccessible(page, 'unlink failed');
  await question.error.retry.click();
  await expect(profile.announcement).toContainText('no longer linked');
  await expectAccessible(page, 'unlinked');
});

test('the pages of the tenant have no violation', async ({ page, portal, tenant, watch }) => {
  watch.expect(/status of 40[04]/);
  await portal.open();
  await portal.signIn.click();
  const login = new LoginPage(page);
  await expect(login.email).toBeVisible();
  await expectAccessible(page, 'universal login');
  await login.logIn(ANA.email, 'wrong');
  await expect(login.notice).toBeVisible();
  await expectAccessible(page, 'wrong password');
  await page.goBack();
  await page.getByRole('link', { name: 'Sign up' }).click();
  await expect(page.getByRole('heading', { name: /^Sign up for/ })).toBeVisible();
  await expectAccessible(page, 'sign-up');
  await page.goBack();
  await login.provider('Google').click();
  await new AccountPickerPage(page).another.click();
  await expect(page.getByRole('textbox', { name: 'Email' })).toBeVisible();
  await expectAccessible(page, 'another account');
  await page.goto(`${tenant.origin}/no/such/page`);
  await expect(new TenantErrorPage(page).heading('Not found')).toBeVisible();
  await expectAccessible(page, 'tenant error');
  await portal.open();
  await portal.signIn.click();
  await login.provider('Email code').click();
  await new AccountPickerPage(page).account('Ruth Adler', 'ruth@example.org').click();
  await expect(new CodePage(page).code).toBeVisible();
  await expectAccessible(page, 'code');
});

test('the notices of a missing and a wrong configuration have no violation', async ({ page, context, watch }) => {
  watch.expect(/status of 404/);
  await withoutEmbeddedSettings(context);
  for (const [status, heading] of [
    [404, 'The portal can’t find its settings'],
    [200, 'The portal’s settings aren’t valid'],
  ] as const) {
    await page.route('**/config.json', (route) => route.fulfill({ status, json: {} }));
    await page.goto('/profile');
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectAccessible(page, heading);
  }
});
