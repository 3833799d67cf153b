import { LoginPage } from '../pages/login.page.ts';
import { ANA } from '../support/people.ts';
import { expect, test } from './support/client-test.ts';

test('auth0-js signs in by tokens in the fragment, renews silently, and signs out', async ({ client, page }) => {
  expect((await client.open()).claims).toBeNull();
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  const { claims, token, appState } = await client.shown();
  expect(claims).toMatchObject({ sub: ANA.userId, email: ANA.email });
  expect([token !== undefined, appState]).toEqual([true, { from: 'here' }]);
  // The application uses http and the tenant https, so they are different sites.
  const silent = await client.press('Get a token');
  expect(silent.claims).toMatchObject({ sub: ANA.userId });
  expect(silent.token).not.toBe(token);
  await client.pressAndLeave('Log out');
  await client.shown();
  expect((await client.press('Get a token')).error).toMatchObject({ code: 'login_required' });
});
