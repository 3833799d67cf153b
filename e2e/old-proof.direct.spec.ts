import { expectLinkFailure, finishLinking, pressForWindow } from './journeys/failed-link.ts';
import { blockWindows, confirmHere, finishByRedirect, proveOtherAccount } from './journeys/link-by-redirect.ts';
import { pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, NOOR } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('a proof that is eleven minutes old after a redirect: says that it has expired', async ({
  page,
  context,
  linking,
  tenant,
}) => {
  await blockWindows(context);
  await signInToProfile(page, ANA);
  await page.clock.install();
  const before = accountsOf(tenant);
  await proveOtherAccount(page, 'Google', LEO);
  await page.clock.fastForward('11:00');
  await confirmHere(page, ANA);
  await expectLinkFailure(page, { title: 'Your sign-in expired', code: 'proof_expired', remedy: 'Try again' });
  expect(accountsOf(tenant)).toEqual(before);
  await linking.error.retry.click();
  await linking.choice('GitHub').click();
  await finishByRedirect(page, ANA, NOOR);
});

test('a proof whose ID token has expired: cannot be confirmed, and a new sign-in links', async ({
  page,
  linking,
  tenant,
  traffic,
}) => {
  await page.clock.install();
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  const before = accountsOf(tenant);
  const calls = await traffic.apiCalls();
  await page.clock.fastForward('10:00:01');
  tenant.control.advanceClock(36_001);
  await expectLinkFailure(page, { title: 'Your sign-in expired', code: 'proof_expired', remedy: 'Try again' });
  await expect(linking.confirm).toHaveCount(0);
  expect(accountsOf(tenant)).toEqual(before);
  expect(await traffic.apiCalls()).toEqual(calls);

  await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
});

test('a proof that has expired by the tenant’s clock only: refused by the tenant, and a new sign-in links', async ({
  page,
  linking,
  tenant,
  watch,
}) => {
  watch.expect(/status of 400/);
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  const before = accountsOf(tenant);
  tenant.control.advanceClock(36_001);
  await linking.confirm.click();
  await expectLinkFailure(page, {
    title: 'We couldn’t verify the sign-in',
    code: 'proof_invalid',
    remedy: 'Try again',
  });
  expect(accountsOf(tenant)).toEqual(before);

  await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
});
