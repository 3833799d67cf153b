import { finishLinking, openLinkWindow } from './journeys/failed-link.ts';
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

test('requests the profile once, and not again after linking and unlinking', async ({ page, tenant, traffic }) => {
  await signInToProfile(page, ANA);
  expect(await traffic.apiCalls()).toEqual(['GET /v1/me']);
  expect(managementCalls(tenant)).toHaveLength(1);
  await link(page, ANA, 'Google', pick(LEO));
  await unlink(page, ANA, 'Google', LEO.email);
  expect(await traffic.profileViews()).toHaveLength(1);
});

test('survives a reload at every stage', async ({ page, linking, profile, tenant }) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
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

test('continues when the network returns', async ({ page, context, linking, profile, watch }) => {
  watch.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await signInToProfile(page, ANA);
  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
  await context.setOffline(true);
  await expect(linking.provingSecondary).toContainText('You’re offline.');
  await context.setOffline(false);
  await expect(linking.provingSecondary).not.toContainText('You’re offline.');
  await finishLinking(page, window, ANA, pick(LEO));
  await expect(profile.row(LEO.email)).toBeVisible();
});

test('absorbs an account together with its linked accounts', async ({ page, linking, profile, tenant }) => {
  await signInToProfile(page, ANA);
  const ida = tenant.control.users().find(({ email }) => email === 'ida.berg@example.net');
  const theirs = (ida?.identities ?? []).map(({ provider, user_id: id }) => `${provider}|${String(id)}`);
  expect(theirs).toHaveLength(2);
  await proveBothAccounts(page, ANA, 'Google', (window) =>
    new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click(),
  );
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

test('shows history, nicknames and undo to the account owner only', async ({ page, profile, tenant, traffic }) => {
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  const ask = await sendAsUser(page, traffic);
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

test('suggests an account with the same verified address after a view', async ({ page, traffic }) => {
  await signInToProfile(page, ANA);
  const ask = await sendAsUser(page, traffic);
  const suggested = async () => {
    const { body } = await ask('GET', '/v1/me');
    return body.suggestions?.map(({ connection }) => connection.name);
  };
  await expect.poll(suggested).toEqual(['google-oauth2']);
});

test('merges the values that the user chooses, and names those that will be lost', async ({
  page,
  linking,
  profile,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
  await expect(linking.value('Theme', 'This account')).toBeChecked();
  await linking.value('Theme', 'The other account').check();
  await linking.confirm.click();
  await expect(profile.row('Google')).toBeVisible();
  const ana = tenant.control.users().find(({ user_id: id }) => id === ANA.userId);
  expect(ana?.user_metadata).toEqual({ theme: 'light', newsletter: true });
});

test('says so if the merged account would be too large, and links with another choice', async ({
  page,
  linking,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/status of 409/);
  tenant.control.patchUser(ANA.userId, { user_metadata: { notes: 'a'.repeat(5500) } });
  tenant.control.patchUser(GOOGLE_ANA.userId, { user_metadata: { preferences: { text: 'b'.repeat(5500) } } });
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(GOOGLE_ANA));
  await linking.confirm.click();
  await expect(linking.error.code('metadata_too_large')).toBeVisible();
  await linking.error.remedy('Change your choices').click();
  await linking.value('Preferences', 'This account').check();
  await linking.confirm.click();
  await expect(profile.row('Google')).toBeVisible();
  const ana = tenant.control.users().find(({ user_id: id }) => id === ANA.userId);
  expect(Object.keys(ana?.user_metadata ?? {}).sort()).toEqual(['newsletter', 'notes', 'theme']);
});

test('links only accounts as the user saw them: shows changed accounts again', async ({
  page,
  linking,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/status of 409/);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  tenant.control.patchUser(LEO.userId, { user_metadata: { theme: 'sepia' } });
  await linking.confirm.click();
  await expect(linking.error.code('preview_changed')).toBeVisible();
  expect(accountsOf(tenant)).toEqual(before);
  await linking.error.remedy('Review accounts').click();
  await expect(linking.confirmation).toContainText('sepia');
  await linking.confirm.click();
  await expect(profile.row('Google')).toBeVisible();
});

test('changes nothing if the user cancels on seeing that the account opens another one', async ({
  page,
  linking,
  profile,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  await proveBothAccounts(page, ANA, 'Google', (window) =>
    new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click(),
  );
  await linking.decline.click();
  await expect(linking.confirmation).toBeHidden();
  await expect(profile.linkAccount).toBeFocused();
  expect(accountsOf(tenant)).toEqual(before);
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

test('a forged callback of the server changes nothing, and the current attempt continues', async ({
  page,
  context,
  tenant,
  watch,
}) => {
  watch.expect(/status of 40[03]/);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
  const tab = await context.newPage();
  for (const query of ['?code=stolen&state=forged', '?code=stolen', '?state=forged', '']) {
    await tab.goto(`/v1/callback${query}`);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(tab.getByRole('link')).toHaveAttribute('href', /\/profile$/);
  }
  await tab.close();
  expect(accountsOf(tenant)).toEqual(before);
  await finishLinking(page, window, ANA, pick(LEO));
});
