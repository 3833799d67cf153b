import type { Page } from '@playwright/test';
import { openLinkWindow } from './journeys/failed-link.ts';
import { confirmMainAccount, link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { managementCalls } from './support/management-calls.ts';
import { ANA, GOOGLE_ANA, LEO, MIRA } from './support/people.ts';
import { sendAsUser } from './support/user-api.ts';
import { expect, test } from './support/test.ts';

test('requests the profile once, also when linking; shows suggestions, history, names and undo to the account owner only', async ({
  page,
  profile,
  tenant,
  traffic,
}) => {
  await signInToProfile(page, ANA);
  expect(await traffic.apiCalls()).toEqual(['GET /v1/me']);
  expect(managementCalls(tenant)).toHaveLength(1);
  const ask = await sendAsUser(page, traffic);

  await test.step('suggests an account with the same verified address after a view', async () => {
    const suggested = async () => {
      const { body } = await ask('GET', '/v1/me');
      return body.suggestions?.map(({ connection }) => connection.name);
    };
    await expect.poll(suggested).toEqual(['google-oauth2']);
  });

  await link(page, ANA, 'Google', pick(LEO));
  expect(await traffic.profileViews()).toHaveLength(1);
  const history = await ask('GET', '/v1/me/history');
  expect(history.body.events?.map(({ type }) => type)).toContain('identity.linked');
  const [provider = '', id = ''] = LEO.userId.split('|');
  expect((await ask('PATCH', `/v1/me/identities/${provider}/${id}`, { nickname: 'Work' })).status).toBe(200);
  const me = await ask('GET', '/v1/me');
  expect(me.body.identities?.map(({ nickname }) => nickname)).toContain('Work');
  const anonymous = await page.request.get('/v1/me/history');
  expect(anonymous.status()).toBe(401);

  expect((await ask('POST', `/v1/me/undo/${me.body.undo?.handle ?? ''}`)).status).toBe(200);
  expect(accountsOf(tenant)[LEO.userId], 'a separate account again').toEqual([LEO.userId]);
  await page.reload();
  await expect(profile.rows).toHaveCount(0);
});

test('an attempt survives a lost network, forged callbacks, and a reload at every stage', async ({
  page,
  context,
  linking,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/net::ERR_INTERNET_DISCONNECTED/, /status of 40[03]/);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();

  await test.step('continues when the network returns', async () => {
    await context.setOffline(true);
    await expect(linking.provingSecondary).toContainText('You’re offline.');
    await context.setOffline(false);
    await expect(linking.provingSecondary).not.toContainText('You’re offline.');
  });

  await test.step('a forged callback of the server changes nothing', async () => {
    const tab = await context.newPage();
    for (const query of ['?code=stolen&state=forged', '?code=stolen', '?state=forged', '']) {
      await tab.goto(`/v1/callback${query}`);
      await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(tab.getByRole('link')).toHaveAttribute('href', /\/profile$/);
    }
    await tab.close();
    expect(accountsOf(tenant)).toEqual(before);
  });

  await page.reload();
  await expect(linking.provingSecondary).toBeVisible();
  await new AccountPickerPage(window).choose(LEO);
  await expect(linking.provingPrimary).toBeVisible();
  await confirmMainAccount(window, ANA);
  await expect(linking.confirmation).toContainText(LEO.email);
  await page.reload();
  await expect(linking.confirmation).toContainText(LEO.email);
  expect(accountsOf(tenant), 'nothing is linked before the yes').toEqual(before);
  await linking.confirm.click();
  await expect(profile.row(LEO.email)).toBeVisible();
  await page.reload();
  await expect(profile.row(LEO.email)).toBeVisible();
  await expect(linking.confirmation).toBeHidden();
});

test('cancels on seeing that the account opens another one, or absorbs it together with its linked accounts', async ({
  page,
  linking,
  profile,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const ida = tenant.control.users().find(({ email }) => email === 'ida.berg@example.net');
  const theirs = (ida?.identities ?? []).map(({ provider, user_id: id }) => `${provider}|${String(id)}`);
  expect(theirs).toHaveLength(2);
  const chooseIda = (window: Page) => new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click();

  await test.step('changes nothing if the user cancels', async () => {
    await proveBothAccounts(page, ANA, 'Google', chooseIda);
    await linking.decline.click();
    await expect(linking.confirmation).toBeHidden();
    await expect(profile.linkAccount).toBeFocused();
    expect(accountsOf(tenant)).toEqual(before);
  });

  await proveBothAccounts(page, ANA, 'Google', chooseIda);
  await expect(linking.confirmation).toContainText(
    'This Google account is already a sign-in for another account of yours',
  );
  await linking.confirm.click();
  await expect(profile.rows).toHaveCount(2);
  expect(accountsOf(tenant)[ANA.userId]).toEqual(expect.arrayContaining([ANA.userId, ...theirs]));
  expect(accountsOf(tenant)).not.toHaveProperty([ida?.user_id ?? '']);
});

test('asks for the main account before unlinking; keeps the identity if the window is closed, and unlinks on the next try', async ({
  page,
  profile,
  tenant,
}) => {
  await signInToProfile(page, MIRA);
  const before = accountsOf(tenant);
  const question = await profile.openUnlinkDialog('Google', 'mira@work.example');
  await expect(question.signInNeeded).toBeVisible();
  const opened = page.waitForEvent('popup');
  await question.confirm.click();
  const window = await opened;
  await expect(new LoginPage(window).password).toBeVisible();
  await window.close();
  await expect(question.windowUnseen).toBeVisible();
  expect(accountsOf(tenant)).toEqual(before);
  await question.cancelSignIn.click();

  await unlink(page, MIRA, 'Google', 'mira@work.example');
  const again = await profile.openUnlinkDialog('GitHub', 'mira.okafor@example.net');
  await expect(again.signInNeeded, 'recent enough now').toBeHidden();
});

test('merges the values that the user chooses, of accounts as the user saw them, if the result is not too large', async ({
  page,
  linking,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/status of 409/);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
  await expect(linking.value('Theme', 'This account')).toBeChecked();

  await test.step('shows changed accounts again', async () => {
    tenant.control.patchUser(ANA.userId, { user_metadata: { notes: 'a'.repeat(5500) } });
    tenant.control.patchUser(GOOGLE_ANA.userId, {
      user_metadata: { theme: 'sepia', preferences: { text: 'b'.repeat(5500) } },
    });
    await linking.confirm.click();
    await expect(linking.error.code('preview_changed')).toBeVisible();
    expect(accountsOf(tenant)).toEqual(before);
    await linking.error.remedy('Review accounts').click();
    await expect(linking.confirmation).toContainText('sepia');
  });

  await test.step('says so if the merged account would be too large', async () => {
    await linking.value('Theme', 'The other account').check();
    await linking.confirm.click();
    await expect(linking.error.code('metadata_too_large')).toBeVisible();
    expect(accountsOf(tenant)).toEqual(before);
    await linking.error.remedy('Change your choices').click();
  });

  await linking.value('Preferences', 'This account').check();
  await expect(linking.value('Theme', 'The other account')).toBeChecked();
  await linking.confirm.click();
  await expect(profile.row('Google')).toBeVisible();
  const ana = tenant.control.users().find(({ user_id: id }) => id === ANA.userId);
  expect(ana?.user_metadata).toEqual({ theme: 'sepia', newsletter: true, notes: 'a'.repeat(5500) });
});

test('signs in to the other account if the user keeps that one', async ({
  page,
  linking,
  profile,
  tenant,
  traffic,
}) => {
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  await linking.compare.click();
  await linking.account('The other account').check();
  await expect(linking.outcome).toContainText('you’ll sign in again');
  await linking.confirmOther.click();
  await new AccountPickerPage(page).choose(LEO);
  await expect(profile.name(LEO.name)).toBeVisible();
  await expect(profile.row(ANA.email)).toBeVisible();
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId, ANA.userId]);
  expect(accountsOf(tenant)).not.toHaveProperty([ANA.userId]);
  expect((await traffic.apiCalls()).filter((call) => call.endsWith('/confirm'))).toHaveLength(1);
});
