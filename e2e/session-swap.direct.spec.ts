import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { ANA } from './support/people.ts';
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
