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

test.describe('the first sign-in', () => {
  test.beforeEach(async ({ page }) => {
    await signInToProfile(page, ANA);
  });

  test(
    'cancelled at the provider: says so, and links on the next try',
    { tag: '@direct' },
    async ({ page, linking, tenant }) => {
      const before = accountsOf(tenant);
      const window = await openLinkWindow(page, 'Google');
      const closed = window.waitForEvent('close');
      await new AccountPickerPage(window).cancel.click();
      await closed;
      await expectLinkFailure(page, { title: 'Nothing was linked', code: 'link_cancelled', remedy: 'Try again' });
      expect(accountsOf(tenant)).toEqual(before);

      await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
      await expect(linking.failure).toBeHidden();
    },
  );

  test(
    'in a window that was closed: says so, and links on the next try',
    { tag: '@both' },
    async ({ page, linking, tenant }) => {
      const before = accountsOf(tenant);
      const window = await openLinkWindow(page, 'Google');
      await expect(new AccountPickerPage(window).heading).toBeVisible();
      const again = await linking.retryAfterClosing(window);
      expect(accountsOf(tenant)).toEqual(before);
      await finishLinking(page, again, ANA, pick(LEO));
    },
  );

  test(
    'not finished within five minutes: says so, closes a window that has an opener, and links on the next try',
    { tag: '@both' },
    async ({ page, mode, tenant }) => {
      await page.clock.install();
      await page.reload();
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

  test('to the main account: says so, and links another account', async ({ page, linking, tenant }) => {
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Email and password');
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

  test('with an identity that is already linked: says that it opens this account', async ({
    page,
    linking,
    profile,
    tenant,
  }) => {
    await link(page, ANA, 'Google', pick(LEO));
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
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
    expect(accountsOf(tenant)).toEqual(before);
  });

  test(
    'with an unverified email: names the address, and links another account',
    { tag: '@both' },
    async ({ page, mode, linking, tenant }) => {
      const before = accountsOf(tenant);
      const window = await openLinkWindow(page, 'GitHub');
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
      expect(accountsOf(tenant)).toEqual(before);

      await linking.error.remedy('Choose another').click();
      await finishLinking(page, await linking.choose('GitHub'), ANA, pick(NOOR));
    },
  );

  test('of a blocked user: says so and leaves the session alone', async ({ page, linking, profile, tenant }) => {
    tenant.control.block(LEO.userId);
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
    const closed = window.waitForEvent('close');
    await new AccountPickerPage(window).choose(LEO);
    await closed;
    await expectLinkFailure(page, {
      title: 'This account can’t be linked',
      code: 'link_refused',
      remedy: 'Choose another',
    });
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.close.click();
    await expectStillSignedIn(page, ANA);
    await page.reload();
    await expect(profile.name(ANA.name)).toBeVisible();
  });

  test('at a connection that was disabled meanwhile: says so, and links an account of another provider', async ({
    page,
    mode,
    linking,
    tenant,
  }) => {
    tenant.control.setConnectionEnabled('onefold-portal', 'google-oauth2', false);
    if (mode === 'server') tenant.control.setConnectionEnabled('onefold-server', 'google-oauth2', false);
    const before = accountsOf(tenant);
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

test.describe('the second sign-in', () => {
  test.beforeEach(async ({ page }) => {
    await signInToProfile(page, ANA);
  });

  test(
    'in a window that was closed: says so, and links on the next try',
    { tag: '@direct' },
    async ({ page, linking, tenant }) => {
      const before = accountsOf(tenant);
      const window = await openLinkWindow(page, 'Google');
      await new AccountPickerPage(window).choose(LEO);
      await expect(new LoginPage(window).password).toBeVisible();
      const again = await linking.retryAfterClosing(window);
      expect(accountsOf(tenant)).toEqual(before);
      await finishLinking(page, again, ANA, pick(LEO));
      await expectStillSignedIn(page, ANA, 1);
    },
  );

  test('cancelled: asks for the main account again', async ({ page, linking, tenant }) => {
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
    await new AccountPickerPage(window).choose(LEO);
    await new LoginPage(window).cancel.click();
    await expectLinkFailure(page, { title: 'The sign-in was canceled', code: 'login_cancelled', remedy: 'Sign in' });
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.remedy('Sign in').click();
    await expect(new LoginPage(page).submit, 'asks for credentials instead of using the current session').toBeVisible();
    await new LoginPage(page).logIn(ANA.email);
    await expectStillSignedIn(page, ANA);
  });

  test(
    'as another user: does not adopt that user, and signing in as the main account continues',
    { tag: '@both' },
    async ({ page, linking, tenant }) => {
      const before = accountsOf(tenant);
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
    },
  );
});
