import { expectLinkFailure, expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import {
  blockWindows,
  confirmHere,
  finishByRedirect,
  openProvider,
  proveOtherAccount,
} from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import type { LinkDialog } from './pages/link-dialog.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { sdkCookies } from './support/browser-state.ts';
import type { Mode } from './support/mode.ts';
import { ANA, GOOGLE_ANA, LEO, MARYAM } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('continues in this window after the sign-in window was closed', async ({ page, linking, profile }) => {
  await signInToProfile(page, ANA);
  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
  await window.close();
  await linking.useThisWindow.click();
  await finishByRedirect(page, ANA, LEO);
  await expect(profile.row(LEO.email)).toHaveCount(1);
});

test.describe('where windows are blocked', () => {
  test.beforeEach(async ({ page, context }) => {
    await blockWindows(context);
    await signInToProfile(page, ANA);
  });

  test(
    'returns with the reason when cancelled at the provider, then links in the same tab after a confirmation',
    { tag: '@both' },
    async ({ page, linking, profile, tenant }) => {
      const before = accountsOf(tenant);
      const cookies = await sdkCookies(page);
      const picker = await openProvider(page, 'Google');
      await picker.cancel.click();
      await expectLinkFailure(page, { title: 'Nothing was linked', code: 'link_cancelled', remedy: 'Try again' });
      expect(accountsOf(tenant)).toEqual(before);
      await linking.error.retry.click();
      await picker.choose(LEO);
      await confirmHere(page, ANA);
      await expect(linking.confirmation).toContainText(LEO.email);
      await expect(linking.confirmation).toContainText(ANA.email);
      expect(accountsOf(tenant), 'nothing is linked before the yes').toEqual(before);

      await linking.confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
      expect(await sdkCookies(page), 'the main account has not changed').toEqual(cookies);
      await page.reload();
      await expectStillSignedIn(page, ANA, 1);
      await expect(linking.confirmation, 'the proof is used up').toBeHidden();
    },
  );

  test(
    'refuses an unverified email after confirming the main account',
    { tag: '@direct' },
    async ({ page, linking, tenant }) => {
      const before = accountsOf(tenant);
      await (await openProvider(page, 'GitHub')).account('Ana S.', ANA.email).click();
      await confirmHere(page, ANA);
      await expectLinkFailure(page, {
        title: 'The email address isn’t verified',
        code: 'email_not_verified',
        remedy: 'Choose another',
      });
      expect(accountsOf(tenant)).toEqual(before);
      await linking.error.remedy('Choose another').click();
      await expect(linking.chooser).toBeVisible();
      await page.reload();
      await expectStillSignedIn(page, ANA);
      await expect(linking.failure).toBeHidden();
    },
  );

  test(
    'neither links nor adopts the session when another user signs in second, and the main account can sign in again',
    { tag: '@both' },
    async ({ page, mode, portal, linking, tenant }) => {
      const before = accountsOf(tenant);
      const login = await proveOtherAccount(page, 'Google', LEO);
      await login.logIn(MARYAM.email);
      await expect(portal.failure).toContainText('Another account is signed in');
      await expect(portal.accountMenu).toBeHidden();
      expect(accountsOf(tenant)).toEqual(before);

      await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
      await new LoginPage(page).logIn(ANA.email);
      await expectProofs(linking, mode);
      expect(accountsOf(tenant), 'nothing is linked without a yes').toEqual(before);
    },
  );

  test('never adopts the other account when the second sign-in is cancelled', async ({
    page,
    mode,
    portal,
    linking,
    tenant,
  }) => {
    const before = accountsOf(tenant);
    const login = await proveOtherAccount(page, 'Google', LEO);
    await login.cancel.click();
    await expect(portal.failure).toContainText('Another account is signed in');
    await expect(portal.accountMenu).toBeHidden();
    expect(accountsOf(tenant)).toEqual(before);

    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await new LoginPage(page).logIn(ANA.email);
    await expectProofs(linking, mode);
  });

  test(
    'survives reloads and the back button during an attempt',
    { tag: '@both' },
    async ({ page, mode, linking, profile, tenant }) => {
      const before = accountsOf(tenant);
      const picker = await openProvider(page, 'Google');
      await page.reload();
      await expect(picker.heading).toBeVisible();
      await page.goto('/profile');
      await expectStillSignedIn(page, ANA);
      await expect(linking.failure).toBeHidden();

      const login = await proveOtherAccount(page, 'Google', GOOGLE_ANA);
      await page.reload();
      await expect(login.password).toBeVisible();
      await confirmHere(page, ANA);
      await expect(linking.confirmation).toBeVisible();
      await page.reload();
      await expect(profile.name(ANA.name)).toBeVisible();
      // In the browser, a proof can be used once; the server still has it.
      await expect(linking.confirmation).toBeVisible({ visible: mode === 'server' });
      expect(accountsOf(tenant)).toEqual(before);
    },
  );
});

/**
 * In direct mode, any login of the main account is the second proof. In server mode the attempt has ended, because the login
 * that returned is not the one that the server began.
 */
async function expectProofs(linking: LinkDialog, mode: Mode): Promise<void> {
  if (mode === 'direct') await expect(linking.confirmation).toContainText(LEO.email);
  else await expect(linking.failure).toBeVisible();
}
