import { pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { LinkDialog } from './pages/link-dialog.page.ts';
import { identityChanges } from './support/management-calls.ts';
import { LEO, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

const GITHUB = ['GitHub', 'mira.okafor@example.net'] as const;
const WAITS = 'Another change is in progress.';

test('says that changes wait while a link continues, lets the user cancel them, and makes the rest afterwards', async ({
  page,
  profile,
  tenant,
}) => {
  const held = Promise.withResolvers<undefined>();
  await page.route('**/v1/me/link-intents/*/confirm', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.clock.install();
  await signInToProfile(page, MIRA);
  await unlink(page, MIRA, 'Phone (SMS)', '+15550100233');
  await proveBothAccounts(page, MIRA, 'Google', pick(LEO));
  const linking = new LinkDialog(page);
  const sent = page.waitForRequest('**/v1/me/link-intents/*/confirm');
  await linking.confirm.click();
  await sent;
  await page.clock.fastForward('00:08');
  await expect(page.getByText('This is taking longer than usual.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const before = identityChanges(tenant);

  await test.step('an unlink', async () => {
    const question = await profile.openUnlinkDialog(...GITHUB);
    await question.confirm.click();
    await expect(question.dialog).toContainText(WAITS);
    await question.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(question.dialog).toBeHidden();
    await expect(profile.actions(...GITHUB)).toBeFocused();
  });

  await test.step('an undo', async () => {
    await profile.undo.click();
    await expect(profile.undoBar).toContainText(WAITS);
    await profile.undoBar.getByRole('button', { name: 'Cancel' }).click();
    await expect(profile.undo).toBeFocused();
    await expect(profile.undoBar).not.toContainText(WAITS);
  });

  const row = profile.row(GITHUB[0]);
  await test.step('a name', async () => {
    await profile.editName('Add a name', ...GITHUB);
    await profile.nickname.fill('Code');
    await profile.nickname.press('Enter');
    await expect(row).toContainText(WAITS);
  });

  expect(identityChanges(tenant)).toEqual(before);
  held.resolve(undefined);
  await expect(profile.row(LEO.email)).toBeVisible();
  await expect(row).not.toContainText(WAITS);
  await page.reload();
  await expect(row).toContainText('Code');
});
