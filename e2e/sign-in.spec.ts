import { signInByPassword } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { ANA, BEN, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('signs in from the header, as a demo user without typing, and with a provider, and out again', async ({
  page,
  portal,
}) => {
  await portal.open();
  await expect(portal.profileLink).toBeHidden();
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(portal.accountMenu).toContainText(ANA.name);
  await expect(page).toHaveURL('/profile');
  await expect(portal.profileLink).toHaveAttribute('aria-current', 'page');
  await portal.navigation.getByRole('link', { name: 'Home' }).click();
  await expect(portal.openProfile).toBeVisible();
  await expect(portal.signInHint, 'a signed-in user').toBeHidden();
  await portal.signOut();
  await expect(page).toHaveURL('/');
  await expect(portal.profileLink).toBeHidden();
  await expect(portal.signInHint).toBeVisible();

  await portal.signIn.click();
  await expect(new LoginPage(page).email, 'signing out ends the session at the tenant, too').toBeVisible();
  await new LoginPage(page).person(ANA.name).click();
  await expect(portal.accountMenu).toContainText(ANA.name);

  await portal.signOut();
  await portal.signIn.click();
  await new LoginPage(page).provider('Google').click();
  await new AccountPickerPage(page).choose(LEO);
  await expect(portal.accountMenu).toContainText(LEO.name);
});

test('returns without a session from a cancelled login or that of a blocked user, and lets the user try again', async ({
  page,
  portal,
}) => {
  await portal.open();
  await portal.signIn.click();
  const login = new LoginPage(page);
  await login.cancel.click();
  await expect(portal.failure).toContainText('The sign-in was canceled');

  await portal.signIn.click();
  await login.logIn(BEN.email);
  await expect(portal.failure).toContainText('You can’t sign in with this account');
  await expect(portal.profileLink).toBeHidden();
  await expect(page).toHaveURL('/');

  await portal.signIn.click();
  await login.logIn(ANA.email, 'wrong');
  await expect(login.notice).toHaveText('Wrong email or password.');
  await login.logIn(ANA.email);
  await expect(portal.accountMenu).toContainText(ANA.name);
});

test('returns to path, query and fragment of the guarded page', async ({ page, profile }) => {
  await page.goto('/profile?tab=security&x=%2F#linked');
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.heading).toBeVisible();
  await expect(page).toHaveURL('/profile?tab=security&x=%2F#linked');
});

test('leads from the static home page to the profile', async ({ page, portal, profile }) => {
  await portal.open();
  await portal.openProfile.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.heading).toBeVisible();
});

test('says that an unknown address has no page, and links to the home page', async ({ page, portal }) => {
  await page.goto('/no/such/page');
  await expect(portal.notFoundHeading).toBeVisible();
  await expect(page).toHaveTitle('Page not found – Onefold');
  await page.getByRole('main').getByRole('link').click();
  await expect(portal.homeHeading).toBeVisible();
  await expect(page).toHaveURL('/');
});

test('keeps the session over a reload and in a second tab without another login page, and signs out every tab', async ({
  page,
  context,
  portal,
  profile,
  traffic,
  tenant,
}) => {
  await signInByPassword(page, ANA);
  await page.reload();
  await expect(profile.name(ANA.name)).toBeVisible();
  const second = await context.newPage();
  await new ProfilePage(second).open();
  await expect(new ProfilePage(second).name(ANA.name)).toBeVisible();
  const elsewhere = new PortalPage(second);
  await elsewhere.open();
  await expect(elsewhere.accountMenu).toContainText(ANA.name);
  const pages = (await traffic.requests()).filter(
    ({ url, method }) => url.origin === tenant.origin && url.pathname.startsWith('/u/login') && method === 'POST',
  );
  expect(pages, 'logins submitted').toHaveLength(1);

  await portal.signOut();
  await expect(elsewhere.signIn).toBeVisible();
  await expect(elsewhere.profileLink).toBeHidden();
  await second.reload();
  await expect(elsewhere.signIn).toBeVisible();
});
