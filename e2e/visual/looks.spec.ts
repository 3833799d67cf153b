import { pick, proveBothAccounts } from '../journeys/link.ts';
import { signInToProfile } from '../journeys/sign-in.ts';
import { GOOGLE_ANA, ANA, MIRA } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { expectLook, useBarFont } from './expect-look.ts';

// To update the pictures (look at each one first): npx playwright test e2e/visual --project=direct --update-snapshots
test.use({ bypassCSP: true, serviceWorkers: 'block' });

test.beforeEach(({ page }) => useBarFont(page));

test('home', async ({ page, portal }) => {
  await portal.open();
  await expect(portal.homeHeading).toBeVisible();
  await expectLook(page, 'home', { theme: 'light', width: 1280 });
  await expectLook(page, 'home', { theme: 'dark', width: 1280 });
  await expectLook(page, 'home', { theme: 'light', width: 360 });
});

test('profile, menu and the question before unlinking', async ({ page, portal, profile }) => {
  await signInToProfile(page, MIRA);
  await expect(profile.rows).toHaveCount(5);
  await expectLook(page, 'profile', { theme: 'light', width: 1280 });
  await expectLook(page, 'profile', { theme: 'dark', width: 360 });
  await portal.accountMenu.click();
  await expect(page.getByRole('group', { name: 'Appearance' }).first()).toBeVisible();
  await expectLook(page, 'menu', { theme: 'dark', width: 1280 });
  await page.keyboard.press('Escape');
  const question = await profile.openUnlinkDialog('GitHub', 'mira.okafor@example.net');
  await expect(question.confirm).toBeVisible();
  await expectLook(page, 'unlink', { theme: 'light', width: 360 });
});

test('choice of the provider, comparison and a failure', async ({ page, profile, linking, tenant, watch }) => {
  // Without its content security policy, the browser requests the tenant's icon.
  watch.expect(/status of 500/, /favicon\.ico/);
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await expectLook(page, 'chooser', { theme: 'light', width: 360 });
  await page.keyboard.press('Escape');
  await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
  await expect(linking.confirmation).toBeVisible();
  await expectLook(page, 'comparison', { theme: 'light', width: 1280 });
  await expectLook(page, 'comparison', { theme: 'dark', width: 360 });
  tenant.control.faults.add({
    method: 'GET',
    path: '/api/v2/users/*',
    status: 500,
    times: 5,
  });
  await page.reload();
  await expect(profile.error.alert).toBeVisible();
  await expectLook(page, 'failure', { theme: 'dark', width: 1280 });
});
