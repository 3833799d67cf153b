import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, PASSWORD } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('refused after the first sign-in: the page keeps the main account, and a reload adopts no other user', async ({
  page,
  portal,
  linking,
}) => {
  await signInToProfile(page, ANA);
  const window = await openLinkWindow(page, 'GitHub');
  const closed = window.waitForEvent('close');
  await new AccountPickerPage(window).account('Ana S.', ANA.email).click();
  await closed;
  await expect(linking.error.code('email_not_verified')).toBeVisible();
  await linking.error.close.click();
  await expectStillSignedIn(page, ANA);

  await page.reload();
  await expect(portal.failure).toContainText('Another account is signed in');
  await expect(portal.accountMenu).toBeHidden();
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await new LoginPage(page).logIn(ANA.email);
  await expectStillSignedIn(page, ANA);
});

test('reloaded during the second sign-in in a window: the former user returns, and nothing is linked', async ({
  page,
  portal,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const window = await openLinkWindow(page, 'Google');
  await new AccountPickerPage(window).choose(LEO);
  await expect(new LoginPage(window).password).toBeVisible();
  await page.reload();
  await expect(portal.failure).toContainText('Another account is signed in');

  await new LoginPage(window).password.fill(PASSWORD);
  await new LoginPage(window).submit.click();
  // The page that would have used its response, and closed it, is gone.
  await expect(new PortalPage(window).accountMenu).toContainText(ANA.name);
  await window.close();
  // Headless pages always have the focus: the event of a window that closes does not occur.
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(portal.accountMenu).toContainText(ANA.name);
  await expect(portal.failure).toBeHidden();
  await portal.profileLink.click();
  await expectStillSignedIn(page, ANA);
  expect(accountsOf(tenant)).toEqual(before);
});
