import type { Page } from '@playwright/test';
import { signInToProfile } from './journeys/sign-in.ts';
import { confirmUnlink } from './journeys/unlink.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { ANA, LEO, MIRA, PASSWORD } from './support/people.ts';
import { tabTo } from './support/tab-to.ts';
import { expect, test } from './support/test.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('links and unlinks by keyboard alone and never loses the focus', async ({ page, profile, linking }) => {
  await signInToProfile(page, ANA);
  await tabTo(page, profile.linkAccount);
  await page.keyboard.press('Enter');
  await expect(linking.chooser.getByRole('heading', { name: 'Link with:' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(linking.chooser).toBeHidden();
  await expect(profile.linkAccount, 'back where it was').toBeFocused();

  await page.keyboard.press('Enter');
  await tabTo(page, linking.choice('Google'));
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  const window = await opened;
  await signInToBothByKeyboard(window);
  await expect(linking.confirmation.getByRole('heading', { name: 'Link this account?' })).toBeFocused();
  await tabTo(page, linking.confirm);
  await page.keyboard.press('Enter');
  await expect(profile.announcement).toContainText('is now linked.');
  const actions = profile.actions('Google', LEO.email);
  await expect(actions, 'in the new row').toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(profile.action('Unlink')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(profile.action('Unlink')).toBeHidden();
  await expect(actions).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(profile.action('Unlink')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unlink Google?' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(actions).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(profile.action('Add a name')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Unlink', exact: true }));
  await page.keyboard.press('Enter');
  await expect(profile.announcement).toContainText('is no longer linked.');
  await expect(profile.linkedHeading, 'the only row was removed').toBeFocused();
});

test('moves the focus to the next row when a row is removed', async ({ page, profile }) => {
  await signInToProfile(page, MIRA);
  await confirmUnlink(page, await profile.openUnlinkDialog('Google', 'mira.okafor@example.net'), MIRA);
  await expect(profile.actions('Google', 'mira@work.example')).toBeFocused();
});

test('keeps the focus inside an open dialog', async ({ page, profile, linking }) => {
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  const inside = linking.chooser.getByRole('button');
  for (let press = 0; press < 10; press++) await page.keyboard.press('Tab');
  await expect(profile.linkAccount).not.toBeFocused();
  await expect(inside.first()).toBeVisible();
});

test('skips the navigation', async ({ page, portal, profile }) => {
  await signInToProfile(page, ANA);
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(portal.skipLink).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL('/profile');
});

test('signs in from the home page by keyboard', async ({ page, portal }) => {
  await portal.open();
  await tabTo(page, portal.signIn);
  await page.keyboard.press('Enter');
  await expect(new LoginPage(page).email).toBeFocused();
});

test('moves the focus with the page', async ({ page, portal, profile }) => {
  await signInToProfile(page, ANA);
  await portal.navigation.getByRole('link', { name: 'Home' }).press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await portal.profileLink.press('Enter');
  await expect(profile.heading).toBeVisible();
  await expect(page).toHaveTitle(/Profile/);
});

async function signInToBothByKeyboard(window: Page): Promise<void> {
  await tabTo(window, new AccountPickerPage(window).account(LEO.name, LEO.email));
  await window.keyboard.press('Enter');
  const { password } = new LoginPage(window);
  await expect(password, 'ready to type').toBeFocused();
  await window.keyboard.type(PASSWORD);
  const closed = window.waitForEvent('close');
  await window.keyboard.press('Enter');
  await closed;
}
