import { ProfilePage } from './pages/profile.page.ts';
import { confirmMainAccount, link, pick } from './journeys/link.ts';
import { expectStillSignedIn } from './journeys/failed-link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { confirmUnlink, unlink } from './journeys/unlink.ts';
import { LoginPage } from './pages/login.page.ts';
import type { UnlinkDialog } from './pages/unlink-dialog.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, MIRA } from './support/people.ts';
import { expect, test } from './support/test.ts';

const WORK = { connection: 'Google', account: 'mira@work.example', id: 'google-oauth2|117263549817263549817' };
const GITHUB = { connection: 'GitHub', account: 'mira.okafor@example.net', id: 'github|583231' };
const ACME = {
  connection: 'Acme Corporation',
  account: 'mira.okafor@acme.example',
  id: 'samlp|acme-corp|emea|mira.okafor',
};
const HOME = { connection: 'Google', account: 'mira.okafor@example.net' };
const PHONE = { connection: 'Phone (SMS)', account: '+15550100233' };

/** Requests an unlink and confirms. */
async function requestUnlink(
  profile: ProfilePage,
  { connection, account }: { readonly connection: string; readonly account: string },
  person = MIRA,
): Promise<UnlinkDialog> {
  const question = await profile.openUnlinkDialog(connection, account);
  await confirmUnlink(profile.page, question, person);
  return question;
}

const unlinkLeo = (profile: ProfilePage) => requestUnlink(profile, { connection: 'Google', account: LEO.email }, ANA);

test(
  'keeps the row while unlinking fails, says why, and unlinks on the next try',
  { tag: '@both' },
  async ({ page, context, mode, api, profile, tenant, watch }) => {
    await page.clock.install();
    await signInToProfile(page, MIRA);
    // Makes the sign-in recent; the later ones need no window.
    await unlink(page, MIRA, PHONE.connection, PHONE.account);

    await test.step('500', async () => {
      watch.expect(/status of 500/);
      const before = accountsOf(tenant);
      await api.respondWith('unlink', { status: 500, times: 1 });
      const { error } = await requestUnlink(profile, WORK);
      await expect(error.alert).toContainText('We’re having a problem');
      await expect(error.code('server_error')).toBeVisible();
      await expect(profile.row(WORK.account)).toHaveCount(1);
      expect(accountsOf(tenant)).toEqual(before);

      await error.retry.click();
      await expect(profile.rows).toHaveCount(3);
      expect(accountsOf(tenant)[WORK.id]).toEqual([WORK.id]);
    });

    await test.step('403', async () => {
      watch.expect(/status of 403/);
      const before = accountsOf(tenant);
      const end = await api.respondWith('unlink', { status: 403 });
      const { error } = await requestUnlink(profile, GITHUB);
      await expect(error.code('forbidden')).toBeVisible();
      await error.close.click();
      await expectStillSignedIn(page, MIRA, 3);
      expect(accountsOf(tenant)).toEqual(before);
      await end();
    });

    await test.step('offline', async () => {
      watch.expect(/ERR_INTERNET_DISCONNECTED/);
      const before = accountsOf(tenant);
      const { confirm, error } = await profile.openUnlinkDialog(GITHUB.connection, GITHUB.account);
      await context.setOffline(true);
      await expect(confirm).toBeDisabled();
      // It looks disabled, but can be pressed: that explains why nothing happens.
      await confirm.press('Enter');
      await expect(error.alert).toContainText('No connection');
      await expect(error.code('offline')).toBeVisible();
      expect(accountsOf(tenant)).toEqual(before);

      await context.setOffline(false);
      await error.retry.click();
      await expect(profile.rows).toHaveCount(2);
      expect(accountsOf(tenant)[GITHUB.id]).toEqual([GITHUB.id]);
    });

    await test.step('the response is lost', async () => {
      watch.expect(/net::ERR_/);
      await api.loseResponse('unlink');
      await requestUnlink(profile, ACME);
      await expect(profile.announcement).toContainText(`${ACME.account} is no longer linked`);
      await expect(profile.rows).toHaveCount(1);
      expect(accountsOf(tenant)[ACME.id]).toEqual([ACME.id]);
    });

    await test.step('a rate limit', async () => {
      watch.expect(/status of 429/);
      if (mode === 'direct') {
        tenant.control.setRateLimit({ limit: 1, perSeconds: 60, burst: 1 });
        await page.reload();
        await expect(profile.row(HOME.account)).toBeVisible();
      } else {
        await api.respondWith('unlink', { status: 429, headers: { 'Retry-After': '60' }, times: 1 });
      }
      const before = accountsOf(tenant);
      const { error } = await requestUnlink(profile, HOME);
      await expect(error.code('rate_limited')).toBeVisible();
      await expect(error.countdown).toHaveText(/in [56]\d seconds\.$/);
      await expect(error.retry).toBeDisabled();
      expect(accountsOf(tenant)).toEqual(before);

      tenant.control.advanceClock(61);
      await page.clock.fastForward('01:01');
      await expect(profile.rows).toHaveCount(0);
    });
  },
);

test(
  'unlinked in another browser meanwhile: removes the row',
  { tag: '@both' },
  async ({ page, mode, browser, baseURL, profile, tenant, watch }) => {
    watch.expect(/status of 40[04]/);
    await signInToProfile(page, ANA);
    await link(page, ANA, 'Google', pick(LEO));
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
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
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
