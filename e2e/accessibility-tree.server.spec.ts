import { confirmMainAccount, pick } from './journeys/link.ts';
import { openLinkWindow } from './journeys/failed-link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { ANA, GOOGLE_ANA, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/* Compares what a screen reader announces with accessibility-trees/ (docs/accessibility.md). To update them, see e2e/README.md. */

test('the profile matches its accessibility tree', async ({ page, profile }) => {
  await signInToProfile(page, MIRA);
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'profile.aria.yml' });
  const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
  await expect(question.signInNeeded).toBeVisible();
  await expect(question.dialog).toMatchAriaSnapshot({ name: 'unlink.aria.yml' });
  await question.keep.click();
  await unlink(page, MIRA, 'Google', 'mira@work.example');
  await expect(profile.announcement).toMatchAriaSnapshot({ name: 'unlinked.aria.yml' });
});

test('linking matches its accessibility tree', async ({ page, profile, linking }) => {
  await signInToProfile(page, ANA);
  await profile.linkAccount.click();
  await expect(linking.chooser).toMatchAriaSnapshot({ name: 'chooser.aria.yml' });
  await page.keyboard.press('Escape');
  const window = await openLinkWindow(page, 'Google');
  await expect(linking.provingSecondary).toMatchAriaSnapshot({ name: 'first-sign-in.aria.yml' });
  await pick(GOOGLE_ANA)(window);
  await expect(linking.provingPrimary).toMatchAriaSnapshot({ name: 'second-sign-in.aria.yml' });
  await confirmMainAccount(window, ANA);
  await expect(linking.value('Theme', 'This account')).toBeChecked();
  await expect(linking.confirmation).toMatchAriaSnapshot({ name: 'comparison.aria.yml' });
});
