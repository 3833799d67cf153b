import { signInToProfile } from './journeys/sign-in.ts';
import { builtScriptWith } from './support/built-script.ts';
import { LoadedScripts } from './support/loaded-scripts.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** A literal that only the dialog contains. */
const DIALOG = 'onefold-connection-chooser';

test('fetches the dialog when the user is about to open it, not with the profile', async ({
  page,
  profile,
  linking,
}) => {
  const scripts = new LoadedScripts(page);
  await signInToProfile(page, ANA);
  await expect(profile.linkAccount).toBeVisible();
  expect(await scripts.containing(DIALOG)).toEqual([]);
  await profile.linkAccount.focus();
  await expect.poll(() => scripts.containing(DIALOG)).toHaveLength(1);
  await page.keyboard.press('Enter');
  await expect(linking.chooser).toBeVisible();
});

test('says so if the dialog cannot be fetched, and fetches it on retry', async ({ page, profile, linking, watch }) => {
  watch.expect(/Failed to load resource|dynamically imported module/);
  await signInToProfile(page, ANA);
  const dialog = `**${builtScriptWith(DIALOG)}`;
  await page.route(dialog, (route) => route.abort());
  await profile.linkAccount.click();
  await expect(profile.error.alert).toBeVisible();
  await page.unroute(dialog);
  await profile.error.retry.click();
  await expect(profile.name(ANA.name)).toBeVisible();
  await expect(profile.error.alert).toBeHidden();
  await profile.linkAccount.click();
  await expect(linking.chooser).toBeVisible();
});
