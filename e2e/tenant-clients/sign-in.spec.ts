import { AccountPickerPage } from '../pages/account-picker.page.ts';
import { LoginPage } from '../pages/login.page.ts';
import { ANA, LEO } from '../support/people.ts';
import { expect, test } from './support/client-test.ts';

test('A client signs in by redirect, gets its state back, and stays signed in by a silent iframe', async ({
  client,
  page,
}) => {
  expect((await client.open()).claims).toBeNull();
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  const { claims, appState } = await client.shown();
  expect(claims).toMatchObject({ sub: ANA.userId, email: ANA.email });
  // auth0-react adds the response type.
  expect(appState).toMatchObject({ from: 'here' });
  await page.reload();
  expect((await client.shown()).claims).toMatchObject({ sub: ANA.userId });
});

test('A client signs in in a window and closes it', async ({ client, page }) => {
  await client.open();
  const opened = page.waitForEvent('popup');
  await client.pressAndLeave('Log in in a window');
  const popup = await opened;
  await new LoginPage(popup).logIn(ANA.email);
  expect((await client.shown()).claims).toMatchObject({ sub: ANA.userId });
  await expect.poll(() => popup.isClosed()).toBe(true);
});

test('A client that names a connection goes directly to it', async ({ client, page }) => {
  await client.open();
  await client.pressAndLeave('Log in', { authorizationParams: { connection: 'google-oauth2' } });
  await new AccountPickerPage(page).choose(LEO);
  expect((await client.shown()).claims).toMatchObject({ sub: LEO.userId });
});

test('A client accepts a login for its organization only, by name or by id', async ({ client, page, tenant }) => {
  tenant.control.seed({ organizations: [{ name: 'acme', id: 'org_0123456789abcdef' }] });
  await client.open({ authorizationParams: { organization: 'acme' } });
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  expect((await client.shown()).claims).toMatchObject({ org_id: 'org_0123456789abcdef', org_name: 'acme' });
  await client.open({ authorizationParams: { organization: 'org_0123456789abcdef' } });
  const byId = (await client.press('Get a token')).claims;
  expect(byId).toMatchObject({ org_id: 'org_0123456789abcdef' });
  expect(byId).not.toHaveProperty('org_name');
  await client.open({ authorizationParams: { organization: 'unknown' } });
  await client.pressAndLeave('Log in');
  expect((await client.shown()).error).toMatchObject({ error: 'invalid_request' });
});

test('A client that requests a recent login gets one, with its time', async ({ client, page, tenant }) => {
  await client.open({ authorizationParams: { max_age: 600 } });
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  const first = Number((await client.shown()).claims?.['auth_time']);
  tenant.control.advanceClock(900);
  expect((await client.press('Get a token')).error).toMatchObject({ error: 'login_required' });
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  expect(Number((await client.shown()).claims?.['auth_time'])).toBeGreaterThanOrEqual(first + 900);
});

test('A client logs out of the tenant, too', async ({ client, page }) => {
  await client.open();
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  expect((await client.shown()).claims).not.toBeNull();
  await client.pressAndLeave('Log out');
  expect((await client.shown()).claims).toBeNull();
  expect((await client.press('Get a token')).error).toMatchObject({ error: 'login_required' });
});
