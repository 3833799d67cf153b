import { AccountPickerPage } from '../pages/account-picker.page.ts';
import { ANA, PASSWORD } from '../support/people.ts';
import { expect, test } from './support/client-test.ts';

const NEW_USER = 'new.user@example.org';

// A picture and the texts of the language, which Lock works without.
test.beforeEach(({ page }) => page.route(/^https?:\/\/cdn\.auth0\.com\//, (route) => route.abort()));

test('Lock signs in by password, by provider and by phone, signs up, and resets a password', async ({
  client,
  page,
  tenant,
}) => {
  const lock = page.locator('.auth0-lock.auth0-lock-opened');
  const email = lock.getByPlaceholder('yours@example.com');
  const password = lock.getByPlaceholder('your password');
  const logIn = lock.getByRole('button', { name: 'Log In', exact: true });

  await test.step('password', async () => {
    expect((await client.open()).claims).toBeNull();
    await client.pressAndLeave('Log in');
    await email.fill(ANA.email);
    await password.fill('wrong');
    await logIn.click();
    await expect(lock.getByText('Wrong email or password.')).toBeVisible();
    await password.fill(PASSWORD);
    await logIn.click();
    const { claims, token, appState } = await client.shown();
    expect(claims).toMatchObject({ sub: ANA.userId, email: ANA.email });
    expect([token !== undefined, appState]).toEqual([true, 'from-here']);
    const silent = await client.press('Get a token');
    expect(silent.claims).toMatchObject({ sub: ANA.userId });
    await client.pressAndLeave('Log out');
    await client.shown();
    expect((await client.press('Get a token')).error).toMatchObject({ error: 'login_required' });
  });

  await test.step('provider', async () => {
    await client.pressAndLeave('Log in');
    await lock.getByText('Sign in with Google').click();
    await new AccountPickerPage(page).choose(ANA);
    expect((await client.shown()).claims?.['sub']).toMatch(/^google-oauth2\|/);
    await client.pressAndLeave('Log out');
    await client.shown();
  });

  await test.step('password reset and sign-up', async () => {
    await client.pressAndLeave('Log in', { initialScreen: 'forgotPassword' });
    await email.fill(ANA.email);
    await lock.getByRole('button', { name: 'Send email' }).click();
    await expect.poll(() => tenant.control.messages.latest(ANA.email)?.kind).toBe('reset_email');
    await client.open();
    await client.pressAndLeave('Log in', { initialScreen: 'signUp' });
    await email.fill(NEW_USER);
    await password.fill('A new password 1!');
    await lock.getByRole('button', { name: 'Sign Up' }).click();
    expect((await client.shown()).claims).toMatchObject({ email: NEW_USER, email_verified: false });
    await client.pressAndLeave('Log out');
    await client.shown();
  });

  await test.step('phone', async () => {
    await client.pressAndLeave('Log in by phone');
    await lock.getByPlaceholder('your phone number').fill('5550100');
    await lock.getByRole('button', { name: 'Submit' }).click();
    await lock.getByPlaceholder('your code').waitFor();
    await lock.getByPlaceholder('your code').fill(tenant.control.messages.latest('+15550100')?.code ?? '');
    await lock.getByRole('button', { name: 'Submit' }).click();
    expect((await client.shown()).claims?.['sub']).toMatch(/^sms\|/);
  });
});

test('Lock signs in without leaving the page', async ({ client, page }) => {
  await client.open({ redirect: false });
  await client.pressAndLeave('Log in');
  await page.getByPlaceholder('yours@example.com').fill(ANA.email);
  await page.getByPlaceholder('your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log In', exact: true }).click();
  expect((await client.shown()).claims).toMatchObject({ sub: ANA.userId });
});
