import { expectLinkFailure, expectStillSignedIn } from './journeys/failed-link.ts';
import { blockWindows, confirmHere, openProvider, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

const LINK_CALLBACKS = ['?code=x&state=y', '?code=x', '?state=y', '?error=access_denied&state=y', ''];

test('ignores /link/callback without a pending link', async ({ page, linking, portal, tenant }) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  for (const query of LINK_CALLBACKS) {
    await test.step(`/link/callback${query}`, async () => {
      tenant.control.journal.clear();
      await page.goto(`/link/callback${query}`);
      await expect(page).toHaveURL('/');
      await expect(linking.confirmation).toBeHidden();
      const codes = tenant.control.journal
        .entries()
        .filter(({ path, query: asked }) => `${path}${asked}`.includes('code=x'));
      expect(codes).toEqual([]);
      expect(accountsOf(tenant)).toEqual(before);
      await portal.profileLink.click();
      await expectStillSignedIn(page, ANA);
    });
  }
});

test('/link/callback with another code during an attempt: ends the attempt with a reason', async ({
  page,
  context,
  tenant,
}) => {
  await blockWindows(context);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  await openProvider(page, 'Google');
  await page.goto('/link/callback?code=stolen&state=forged');
  await expectLinkFailure(page, {
    title: 'We couldn’t verify the sign-in',
    code: 'proof_invalid',
    remedy: 'Try again',
  });
  expect(accountsOf(tenant)).toEqual(before);
});

test('/link/callback used twice: the second time does nothing', async ({ page, context, linking, portal, tenant }) => {
  await blockWindows(context);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const used = page.waitForRequest((request) => new URL(request.url()).pathname === '/link/callback');
  await proveOtherAccount(page, 'Google', LEO);
  const callback = (await used).url();
  await confirmHere(page, ANA);
  await linking.decline.click();
  await page.goto(callback);
  await expect(page).toHaveURL('/');
  await portal.profileLink.click();
  await expectStillSignedIn(page, ANA);
  await expect(linking.confirmation).toBeHidden();
  expect(accountsOf(tenant)).toEqual(before);
});
