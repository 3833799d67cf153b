import { link, pick } from './journeys/link.ts';
import { blockWindows, confirmHere, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { signInByPassword } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { LoginPage } from './pages/login.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { openDeploymentBelow } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(() => openDeploymentBelow('/accounts'));

test('signs in, links, reloads, unlinks and signs out below a path', async ({
  page,
  portal,
  profile,
  tenant,
  traffic,
  baseURL,
}) => {
  await signInByPassword(page, ANA, '/accounts/profile');
  await link(page, ANA, 'Google', pick(LEO));
  expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
  await page.reload();
  await expect(profile.row(LEO.email)).toBeVisible();
  await unlink(page, ANA, 'Google', LEO.email);
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);
  await portal.signOut();
  await expect(page).toHaveURL(/\/accounts\/(\?.*)?$/);
  const above = (await traffic.requests())
    .map(({ url }) => url)
    .filter(({ origin, pathname }) => origin === baseURL && !pathname.startsWith('/accounts/'));
  expect(above.map(({ pathname }) => pathname)).toEqual([]);
});

test('links in the same tab and returns below the path', async ({ page, context, linking, profile, baseURL }) => {
  await blockWindows(context);
  await signInByPassword(page, ANA, '/accounts/profile');
  await proveOtherAccount(page, 'Google', LEO);
  await confirmHere(page, ANA);
  await linking.confirm.click();
  await expect(profile.row(LEO.email)).toBeVisible();
  expect(page.url()).toBe(`${baseURL ?? ''}/accounts/profile`);
});

test('leads from the home page to the profile below the path', async ({ page, portal, profile, baseURL }) => {
  await page.goto('/accounts/');
  await portal.signIn.click();
  await new LoginPage(page).logIn(ANA.email);
  await expect(profile.name(ANA.name)).toBeVisible();
  expect(page.url()).toBe(`${baseURL ?? ''}/accounts/profile`);
});
