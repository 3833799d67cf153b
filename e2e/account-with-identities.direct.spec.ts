import { expectLinkFailure, finishLinking } from './journeys/failed-link.ts';
import { pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('refuses an account that has linked accounts with a reason, and links another account', async ({
  page,
  linking,
  tenant,
  watch,
}) => {
  watch.expect(/status of 400/);
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  await proveBothAccounts(page, ANA, 'Google', (window) =>
    new AccountPickerPage(window).account('Ida Berg', 'ida.berg@example.net').click(),
  );
  await linking.confirm.click();
  await expectLinkFailure(page, {
    title: 'This account can’t be linked',
    code: 'link_refused',
    remedy: 'Choose another',
  });
  await expect(linking.error.alert).toContainText('linked accounts of its own');
  expect(accountsOf(tenant)).toEqual(before);

  await linking.error.remedy('Choose another').click();
  await finishLinking(page, await linking.choose('Google'), ANA, pick(LEO));
});
