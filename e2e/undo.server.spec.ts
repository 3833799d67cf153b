import { signInToProfile } from './journeys/sign-in.ts';
import { confirmUnlink, unlink } from './journeys/unlink.ts';
import { accountsOf } from './support/accounts.ts';
import { expectAccessible } from './support/axe.ts';
import { MIRA } from './support/people.ts';
import { tabTo } from './support/tab-to.ts';
import { expect, test } from './support/test.ts';

const WORK = { connection: 'Google', account: 'mira@work.example', id: 'google-oauth2|117263549817263549817' };

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('undoes an unlink, also after a reload', async ({ page, profile, tenant }) => {
  await signInToProfile(page, MIRA);
  const before = accountsOf(tenant);
  await unlink(page, MIRA, WORK.connection, WORK.account);
  await expect(profile.undoBar).toContainText(/You can undo this for (10|9) minutes\./);
  expect(accountsOf(tenant)[MIRA.userId]).not.toContain(WORK.id);

  await page.reload();
  await expect(profile.undoBar).toContainText(`Google account ${WORK.account} is no longer linked.`);
  await profile.undo.click();
  await expect(profile.announcement).toHaveText(`Google account ${WORK.account} is linked again.`);
  await expect(profile.actions(WORK.connection, WORK.account), 'the row that is back').toBeFocused();
  await expect(profile.undoBar).toBeHidden();
  expect(accountsOf(tenant)[MIRA.userId]?.toSorted()).toEqual(before[MIRA.userId]?.toSorted());
});

test('says why an unlink can no longer be undone, and what to do', async ({ page, profile, watch }) => {
  watch.expect(/status of 4\d\d/);
  await signInToProfile(page, MIRA);
  await unlink(page, MIRA, WORK.connection, WORK.account);
  await expect(profile.undo).toBeVisible();
  await page.route('**/v1/me/undo/*', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: {
        type: 'urn:onefold:error:undo_impossible',
        title: 'x',
        status: 409,
        code: 'undo_impossible',
        support_id: '7f3a',
      },
    }),
  );
  await profile.undo.click();
  await expect(profile.error.alert).toContainText('This can’t be undone anymore');
  await expect(profile.undoBar.getByText('7f3a')).toBeVisible();
  await expectAccessible(page, 'undo refused');
  const reloaded = page.waitForResponse(/\/v1\/me$/);
  await profile.error.remedy('Reload the list').click();
  await expect(profile.undoBar).toBeHidden();
  expect((await reloaded).status(), 'the list is read again').toBeLessThan(400);
  await expect(profile.rows).toHaveCount(4);
});

test('names a sign-in, and keeps the old name if the server cannot be reached', async ({ page, profile, watch }) => {
  watch.expect(/status of 503/);
  await signInToProfile(page, MIRA);
  await profile.editName('Add a name', WORK.connection, WORK.account);
  await expect(profile.nickname).toBeFocused();
  await expectAccessible(page, 'naming');
  await profile.nickname.fill('Work');
  await page.keyboard.press('Enter');
  const named = `Work, ${WORK.account}`;
  await expect(profile.actions(WORK.connection, named)).toBeFocused();
  await page.reload();
  await expect(profile.row(WORK.account)).toContainText(/Work\s*Google/);

  await page.route('**/v1/me/identities/**', (route) => route.fulfill({ status: 503 }));
  await profile.editName('Rename', WORK.connection, named);
  await profile.nickname.fill('Office');
  await page.keyboard.press('Enter');
  await expect(profile.nickname).toHaveAccessibleDescription(/We’re having a problem/);
  await expect(profile.nickname).toHaveValue('Office');
  await expect(profile.row(WORK.account)).toContainText(/Work\s*Google/);
  await page.unroute('**/v1/me/identities/**');
  await profile.nickname.fill('');
  await page.keyboard.press('Enter');
  await expect(profile.actions(WORK.connection, WORK.account)).toBeFocused();
});

test('names, unlinks and undoes by keyboard alone', async ({ page, profile }) => {
  await signInToProfile(page, MIRA);
  await tabTo(page, profile.actions(WORK.connection, WORK.account));
  await page.keyboard.press('Enter');
  await expect(profile.action('Add a name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(profile.nickname).toBeFocused();
  await page.keyboard.type('Work');
  await page.keyboard.press('Escape');
  await expect(profile.nickname).toBeHidden();
  await expect(profile.actions(WORK.connection, WORK.account)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(profile.action('Add a name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(profile.nickname).toBeFocused();
  await page.keyboard.type('Work');
  await page.keyboard.press('Enter');
  const named = `Work, ${WORK.account}`;
  await expect(profile.actions(WORK.connection, named)).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await expect(profile.action('Unlink')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Unlink Google \(.+\)\?$/ });
  await expect(dialog.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await confirmUnlink(page, await profile.openUnlinkDialog(WORK.connection, named), MIRA);
  await expect(profile.announcement).toContainText('is no longer linked.');
  await tabTo(page, profile.undo);
  await page.keyboard.press('Enter');
  await expect(profile.announcement).toContainText('is linked again.');
  await expect(profile.actions(WORK.connection, named)).toBeFocused();
});

test('rows, an open menu and the offer to undo have no violation, and the menu fits on a phone', async ({
  page,
  context,
  profile,
}) => {
  await signInToProfile(page, MIRA);
  await expect(profile.rows).toHaveCount(5);
  await expectAccessible(page, 'rows');
  await profile.actions(WORK.connection, WORK.account).click();
  await expect(profile.action('Unlink')).toBeVisible();
  await expectAccessible(page, 'menu');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const box = await page.getByRole('menu').boundingBox();
    expect(box?.x, 'starts on the screen').toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? width), 'ends on the screen').toBeLessThanOrEqual(width);
  }
  await page.keyboard.press('Escape');

  await unlink(page, MIRA, WORK.connection, WORK.account);
  await expect(profile.undo).toBeVisible();
  await expectAccessible(page, 'undo offered');
  await context.setOffline(true);
  await expect(profile.offline).toBeVisible();
  await expectAccessible(page, 'offline');
});
