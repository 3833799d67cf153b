import { ProfilePage } from './pages/profile.page.ts';
import { confirmMainAccount, link, pick } from './journeys/link.ts';
import { expectStillSignedIn } from './journeys/failed-link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { confirmUnlink } from './journeys/unlink.ts';
import { LoginPage } from './pages/login.page.ts';
import type { UnlinkDialog } from './pages/unlink-dialog.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page }) => {
  await page.clock.install();
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
});

/** Requests the unlink of Leo's account and confirms. */
async function unlinkLeo(profile: ProfilePage): Promise<UnlinkDialog> {
  const question = await profile.openUnlinkDialog('Google', LEO.email);
  await confirmUnlink(profile.page, question, ANA);
  return question;
}

test('500: keeps the row and says why; unlinks on the next try', async ({ profile, tenant, watch, api }) => {
  watch.expect(/status of 500/);
  const before = accountsOf(tenant);
  await api.respondWith('unlink', { status: 500, times: 1 });
  const { error } = await unlinkLeo(profile);
  await expect(error.alert).toContainText('We’re having a problem');
  await expect(error.code('server_error')).toBeVisible();
  await expect(profile.row(LEO.email)).toHaveCount(1);
  expect(accountsOf(tenant)).toEqual(before);

  await error.retry.click();
  await expect(profile.rows).toHaveCount(0);
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);
});

test('403: says that unlinking is not allowed', { tag: '@direct' }, async ({ page, profile, tenant, watch, api }) => {
  watch.expect(/status of 403/);
  const before = accountsOf(tenant);
  await api.respondWith('unlink', { status: 403 });
  const { error } = await unlinkLeo(profile);
  await expect(error.code('forbidden')).toBeVisible();
  await error.close.click();
  await expectStillSignedIn(page, ANA, 1);
  expect(accountsOf(tenant)).toEqual(before);
});

test(
  'a rate limit: waits for the announced time, then unlinks',
  { tag: '@both' },
  async ({ api, mode, page, profile, tenant, watch }) => {
    watch.expect(/status of 429/);
    if (mode === 'direct') {
      tenant.control.setRateLimit({ limit: 1, perSeconds: 60, burst: 1 });
      await page.reload();
      await expect(profile.row(LEO.email)).toBeVisible();
    } else {
      await api.respondWith('unlink', { status: 429, headers: { 'Retry-After': '60' }, times: 1 });
    }
    const before = accountsOf(tenant);
    const { error } = await unlinkLeo(profile);
    await expect(error.code('rate_limited')).toBeVisible();
    await expect(error.countdown).toHaveText(/in [56]\d seconds\.$/);
    await expect(error.retry).toBeDisabled();
    expect(accountsOf(tenant)).toEqual(before);

    tenant.control.advanceClock(61);
    await page.clock.fastForward('01:01');
    await expect(profile.rows).toHaveCount(0);
  },
);

test('offline: keeps the row, and unlinks when the connection returns', async ({ context, profile, tenant, watch }) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  const before = accountsOf(tenant);
  const { confirm, error } = await profile.openUnlinkDialog('Google', LEO.email);
  await context.setOffline(true);
  await expect(confirm).toBeDisabled();
  // It looks disabled, but can be pressed: that explains why nothing happens.
  await confirm.press('Enter');
  await expect(error.alert).toContainText('No connection');
  await expect(error.code('offline')).toBeVisible();
  expect(accountsOf(tenant)).toEqual(before);

  await context.setOffline(false);
  await error.retry.click();
  await expect(profile.rows).toHaveCount(0);
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);
});

test(
  'the response is lost after the unlink: removes the row',
  { tag: '@both' },
  async ({ profile, tenant, watch, api }) => {
    watch.expect(/net::ERR_/);
    await api.loseResponse('unlink');
    await unlinkLeo(profile);
    await expect(profile.announcement).toContainText('no longer linked');
    await expect(profile.rows).toHaveCount(0);
    expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);
  },
);

test(
  'unlinked in another browser meanwhile: removes the row',
  { tag: '@both' },
  async ({ page, mode, browser, baseURL, profile, tenant, watch }) => {
    watch.expect(/status of 40[04]/);
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
    const other = await elsewhere.newPage();
    await signInToProfile(other, ANA);
    const otherProfile = new ProfilePage(other);
    await unlinkLeo(otherProfile);
    await expect(otherProfile.announcement).toContainText('is no longer linked.');
    await elsewhere.close();
    const before = accountsOf(tenant);

    // The change in the other browser ends this browser's recent sign-in at the server.
    const window = mode === 'server' ? page.waitForEvent('popup') : undefined;
    await unlinkLeo(profile);
    if (window !== undefined) await confirmMainAccount(await window, ANA);
    await expect(profile.rows).toHaveCount(0);
    expect(accountsOf(tenant)).toEqual(before);
    await expectStillSignedIn(page, ANA);
  },
);

test('the session was revoked meanwhile: clears the page, says so, and shows the list after signing in', async ({
  page,
  portal,
  profile,
  tenant,
  watch,
  api,
}) => {
  watch.expect(/status of 40[13]/);
  tenant.control.revokeSessions(ANA.userId);
  const end = await api.respondWith('unlink', { status: 401 });
  const before = accountsOf(tenant);
  const { dialog } = await unlinkLeo(profile);
  await expect(portal.failure).toContainText('Your session has ended');
  await expect(dialog).toBeHidden();
  await expect(profile.name(ANA.name)).toBeHidden();
  await expect(profile.loading).toBeHidden();
  expect(accountsOf(tenant)).toEqual(before);

  await end();
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await new LoginPage(page).logIn(ANA.email);
  await expectStillSignedIn(page, ANA, 1);
});
