import { expectLinkFailure } from './journeys/failed-link.ts';
import { link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, MIRA, NOOR } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Auth0 reports that the account is linked; the server only reports that an account differs from the one it showed. */
const REFUSAL = {
  direct: { title: 'This account is already linked', code: 'already_linked' },
  server: { title: 'The account has changed', code: 'account_changed' },
} as const;

test.describe('the account that came back', () => {
  test(
    'was linked by another user meanwhile: refused, and the other user’s account does not change',
    { tag: '@both' },
    async ({ page, browser, baseURL, mode, linking, profile, tenant, watch }) => {
      watch.expect(/status of 409/);
      await signInToProfile(page, ANA);
      await proveBothAccounts(page, ANA, 'Google', pick(LEO));

      const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
      const theirs = await elsewhere.newPage();
      await signInToProfile(theirs, MIRA);
      await link(theirs, MIRA, 'Google', pick(LEO));
      await elsewhere.close();
      const before = accountsOf(tenant);
      expect(before[MIRA.userId]).toContain(LEO.userId);

      await linking.confirm.click();
      await expectLinkFailure(page, REFUSAL[mode]);
      expect(accountsOf(tenant)).toEqual(before);

      await linking.error.close.click();
      await link(page, ANA, 'GitHub', pick(NOOR));
      await expect(profile.rows).toHaveCount(1);
    },
  );

  test('was linked by the same user in another tab meanwhile: shows no error', async ({
    page,
    context,
    linking,
    profile,
    tenant,
    watch,
  }) => {
    watch.expect(/status of 409/);
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    const tab = await context.newPage();
    await tab.goto('/profile');
    await link(tab, ANA, 'Google', pick(LEO));
    const before = accountsOf(tenant);

    await linking.confirm.click();
    await expect(linking.confirmation).toBeHidden();
    await expect(profile.row(LEO.email)).toHaveCount(1);
    expect(accountsOf(tenant)).toEqual(before);
  });
});
