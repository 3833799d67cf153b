import { openLinkWindow } from './journeys/failed-link.ts';
import { confirmMainAccount } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('reloaded during the second sign-in in a window: the former user returns, and the attempt continues', async ({
  page,
  portal,
  linking,
  profile,
}) => {
  await signInToProfile(page, ANA);
  const window = await openLinkWindow(page, 'Google');
  await new AccountPickerPage(window).choose(LEO);
  await expect(new LoginPage(window).password).toBeVisible();
  await page.reload();
  await expect(portal.failure).toContainText('Another account is signed in');

  await confirmMainAccount(window, ANA);
  // Headless pages always have the focus: the event of a window that closes does not occur.
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(portal.accountMenu).toContainText(ANA.name);
  await expect(portal.failure).toBeHidden();
  await portal.profileLink.click();
  await linking.confirm.click();
  await expect(profile.row(LEO.email)).toBeVisible();
});
