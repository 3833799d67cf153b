import { signInToProfile } from './journeys/sign-in.ts';
import { ANA, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('Back closes the dialog of linking; the next Back leaves the page', async ({ page, portal, profile, linking }) => {
  await portal.open();
  await signInToProfile(page, ANA);
  await portal.navigation.getByRole('link', { name: 'Home' }).click();
  await expect(page).toHaveURL('/');
  await portal.profileLink.click();
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await page.goBack();
  await expect(linking.chooser).toBeHidden();
  await expect(page).toHaveURL('/profile');
  await expect(profile.linkAccount, 'back where it was').toBeFocused();

  await page.goForward();
  await expect(profile.linkAccount, 'nothing happens').toBeFocused();
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await page.goBack();
  await expect(linking.chooser).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL('/');
});

test('Back leaves the page after a dialog was closed by its button, also after a look at another page', async ({
  page,
  portal,
  profile,
}) => {
  await signInToProfile(page, MIRA);
  await portal.navigation.getByRole('link', { name: 'Home' }).click();
  await expect(page).toHaveURL('/');
  await portal.profileLink.click();
  const unlinking = await profile.openUnlinkDialog('Google', 'mira.okafor@example.net');
  await unlinking.keep.click();
  await expect(unlinking.dialog).toBeHidden();
  await portal.navigation.getByRole('link', { name: 'Home' }).click();
  await expect(page).toHaveURL('/');
  await page.goBack();
  await expect(page).toHaveURL('/profile');
  await page.goBack();
  await expect(page).toHaveURL('/');
});

test('a reload closes the dialog, and Back still leaves the page', async ({ page, portal, profile, linking }) => {
  await signInToProfile(page, ANA);
  await portal.navigation.getByRole('link', { name: 'Home' }).click();
  await expect(page).toHaveURL('/');
  await portal.profileLink.click();
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
  await page.goBack();
  await expect(linking.chooser).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL('/');
});
