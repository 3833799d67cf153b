import { link, pick } from './journeys/link.ts';
import { blockWindows, confirmHere, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { openSeparateDeployment } from './support/deployments/server-deployment.ts';
import { expect, testAt } from './support/test.ts';

const test = testAt(openSeparateDeployment);

test('links and unlinks through a linking server at another origin', async ({ page, tenant, traffic, baseURL }) => {
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
  await unlink(page, ANA, 'Google', LEO.email);
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);
  const requests = (await traffic.requests()).filter(({ url }) => url.pathname.startsWith('/v1/'));
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.map(({ url }) => url.origin)).not.toContain(baseURL);
});

test('links in the same tab by redirects over three origins', async ({
  page,
  context,
  linking,
  profile,
  tenant,
  baseURL,
}) => {
  await blockWindows(context);
  await signInToProfile(page, ANA);
  await proveOtherAccount(page, 'Google', LEO);
  await confirmHere(page, ANA);
  await expect(linking.confirmation).toContainText(LEO.email);
  expect(new URL(page.url()).origin).toBe(baseURL);
  await linking.confirm.click();
  await expect(profile.row(LEO.email)).toBeVisible();
  expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
});

test('returns with the reason when cancelled at the provider', async ({ page, context, linking, tenant }) => {
  await blockWindows(context);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const login = await proveOtherAccount(page, 'Google', LEO);
  await login.cancel.click();
  await expect(page.getByRole('main')).toContainText('Another account is signed in');
  expect(accountsOf(tenant)).toEqual(before);
  await expect(linking.confirmation).toBeHidden();
});
