import { openLinkWindow } from './journeys/failed-link.ts';
import { confirmMainAccount, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { expectAccessible } from './support/axe.ts';
import { ANA, GOOGLE_ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('the second sign-in, the question and the comparison have no violation, with and without choices', async ({
  page,
  linking,
}) => {
  await signInToProfile(page, ANA);
  const plain = await openLinkWindow(page, 'Google');
  await pick(LEO)(plain);
  await expect(linking.provingPrimary).toContainText(LEO.name);
  await expectAccessible(page, 'second sign-in');
  await confirmMainAccount(plain, ANA);
  await expect(linking.compare).toBeVisible();
  await expectAccessible(page, 'simple question');
  await linking.compare.click();
  await expect(linking.account('This account')).toBeChecked();
  await expectAccessible(page, 'comparison of nothing but sign-ins');
  await linking.decline.click();

  const window = await openLinkWindow(page, 'Google');
  await pick(GOOGLE_ANA)(window);
  await confirmMainAccount(window, ANA);
  await expect(linking.value('Theme', 'This account')).toBeChecked();
  await expectAccessible(page, 'comparison with choices');
  await linking.account('The other account').check();
  await expect(linking.confirmOther).toBeVisible();
  await expectAccessible(page, 'comparison, the other account stays');
});

test('the link dialog has no violation when linking fails', async ({ page, linking }) => {
  await signInToProfile(page, ANA);

  await test.step('conflict', async () => {
    const window = await openLinkWindow(page, 'Google');
    await new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click();
    await confirmMainAccount(window, ANA);
    await expect(linking.confirmation).toContainText('is already a sign-in for another account of yours');
    await expectAccessible(page, 'conflict');
    await linking.decline.click();
  });

  await test.step('window closed', async () => {
    const window = await openLinkWindow(page, 'Google');
    await expect(new AccountPickerPage(window).heading).toBeVisible();
    await window.close();
    await expect(linking.windowUnseen).toBeVisible();
    await expectAccessible(page, 'window closed');
    await page.keyboard.press('Escape');
  });

  await test.step('failure', async () => {
    await new AccountPickerPage(await openLinkWindow(page, 'Google')).cancel.click();
    await expect(linking.failure).toBeVisible();
    await expectAccessible(page, 'failure');
  });
});
