import {
  expectLinkFailure,
  expectStillSignedIn,
  finishLinking,
  openLinkWindow,
  pressForWindow,
} from './journeys/failed-link.ts';
import { confirmMainAccount, link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, MARYAM, NOOR } from './support/people.ts';
import { expect, test } from './support/test.ts';

test(
  'says why the first sign-in failed, and links on the next try',
  { tag: '@both' },
  async ({ page, mode, linking, profile, tenant }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    let window = await openLinkWindow(page, 'Google');

    await test.step('cancelled at the provider', async () => {
      const closed = window.waitForEvent('close');
      await new AccountPickerPage(window).cancel.click();
      await closed;
      await expectLinkFailure(page, { title: 'Nothing was linked', code: 'link_cancelled', remedy: 'Try again' });
      window = await pressForWindow(page, 'Try again');
      await expect(linking.failure).toBeHidden();
    });

    await test.step('the window was closed', async () => {
      await expect(new AccountPickerPage(window).heading).toBeVisible();
      window = await linking.retryAfterClosing(window);
      await expect(new AccountPickerPage(window).heading).toBeVisible();
      await window.close();
      await expect(linking.windowUnseen).toBeVisible();
      await page.keyboard.press('Escape');
    });

    await test.step('with an unverified email: names the address', async () => {
      window = await openLinkWindow(page, 'GitHub');
      const closed = window.waitForEvent('close');
      await new AccountPickerPage(window).account('Ana S.', ANA.email).click();
      // The server reports a problem of the other account only after the main one is confirmed.
      if (mode === 'server') await confirmMainAccount(window, ANA);
      await closed;
      await expectLinkFailure(page, {
        title: 'The email address isn’t verified',
        code: 'email_not_verified',
        remedy: 'Choose another',
      });
      await expect(linking.error.alert).toContainText(ANA.email);
      await linking.error.remedy('Choose another').click();
    });

    await test.step('to the main account', async () => {
      window = await linking.choose('Email and password');
      const closed = window.waitForEvent('close');
      await new LoginPage(window).logIn(ANA.email);
      await closed;
      await expectLinkFailure(page, {
        title: 'That’s the account you’re using',
        code: 'same_account',
        remedy: 'Choose another',
      });
      expect(accountsOf(tenant)).toEqual(before);
      await linking.error.remedy('Choose another').click();
      await finishLinking(page, await linking.choose('Google'), ANA, pick(LEO));
    });

    await test.step('with an identity that is already linked: says that it opens this account', async () => {
      const linked = accountsOf(tenant);
      window = await openLinkWindow(page, 'Google');
      const closed = window.waitForEvent('close');
      await new AccountPickerPage(window).choose(LEO);
      await closed;
      await expectLinkFailure(page, {
        title: 'This account is already linked',
        code: 'already_linked',
        remedy: 'Choose another',
      });
      await linking.error.close.click();
      await expect(profile.row(LEO.email)).toHaveCount(1);
      expect(accountsOf(tenant)).toEqual(linked);
    });
  },
);

test('says why an account or a connection is refused, and links an account of another provider', async ({
  page,
  mode,
  linking,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  tenant.control.block(LEO.userId);
  const before = accountsOf(tenant);

  await test.step('a blocked user', async () => {
    const window = await openLinkWindow(page, 'Google');
    const closed = window.waitForEvent('close');
    await new AccountPickerPage(window).choose(LEO);
    await closed;
    await expectLinkFailure(page, {
      title: 'This account can’t be linked',
      code: 'link_refused',
      remedy: 'Choose another',
    });
    await linking.error.close.click();
    await expectStillSignedIn(page, ANA);
    await page.reload();
    await expectStillSignedIn(page, ANA);
  });

  await test.step('a connection that was disabled meanwhile', async () => {
    tenant.control.setConnectionEnabled('onefold-portal', 'google-oauth2', false);
    if (mode === 'server') tenant.control.setConnectionEnabled('onefold-server', 'google-oauth2', false);
    await openLinkWindow(page, 'Google');
    await expectLinkFailure(page, {
      title: 'This kind of account can’t be linked',
      code: 'connection_not_allowed',
      remedy: 'Choose another',
    });
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.remedy('Choose another').click();
    await finishLinking(page, await linking.choose('GitHub'), ANA, pick(NOOR));
  });
});

test(
  'reports a first sign-in not finished within five minutes, closes a window that has an opener, and links on the next try',
  { tag: '@both' },
  async ({ page, mode, tenant }) => {
    await page.clock.install();
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    const closed = window.waitForEvent('close');
    await page.clock.fastForward('05:01');
    if (mode === 'direct') await closed;
    await expectLinkFailure(page, { title: 'That took too long', code: 'link_timeout', remedy: 'Try again' });
    expect(accountsOf(tenant)).toEqual(before);

    await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
  },
);

test(
  'never adopts a user that the second sign-in ends with, and links after signing in to the main account',
  { tag: '@both' },
  async ({ page, linking, tenant }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);

    await test.step('the window was closed, then the sign-in was cancelled', async () => {
      let window = await openLinkWindow(page, 'Google');
      await new AccountPickerPage(window).choose(LEO);
      await expect(new LoginPage(window).password).toBeVisible();
      window = await linking.retryAfterClosing(window);
      await new AccountPickerPage(window).choose(LEO);
      await new LoginPage(window).cancel.click();
      await expectLinkFailure(page, { title: 'The sign-in was canceled', code: 'login_cancelled', remedy: 'Sign in' });
      expect(accountsOf(tenant)).toEqual(before);

      await linking.error.remedy('Sign in').click();
      await expect(
        new LoginPage(page).submit,
        'asks for credentials instead of using the current session',
      ).toBeVisible();
      await new LoginPage(page).logIn(ANA.email);
      await expectStillSignedIn(page, ANA);
    });

    await test.step('another user signed in', async () => {
      const window = await openLinkWindow(page, 'Google');
      await new AccountPickerPage(window).choose(LEO);
      const closed = window.waitForEvent('close');
      await new LoginPage(window).logIn(MARYAM.email);
      await closed;
      await expectLinkFailure(page, {
        title: 'Another account is signed in',
        code: 'session_changed',
        remedy: 'Sign in',
      });
      expect(accountsOf(tenant)).toEqual(before);

      await linking.error.remedy('Sign in').click();
      await new LoginPage(page).logIn(ANA.email);
      await expectStillSignedIn(page, ANA);
      await link(page, ANA, 'Google', pick(LEO));
    });
  },
);
