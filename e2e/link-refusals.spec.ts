import { expectLinkFailure, finishLinking, pressForWindow } from './journeys/failed-link.ts';
import { link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { accountsOf } from './support/accounts.ts';
import { ANA, LEO, MIRA, NOOR } from './support/people.ts';
import { expect, test } from './support/world.ts';

test.describe('the account that came back', () => {
  test('has linked accounts of its own: refused with a reason, and another account links', async ({
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
      title: 'This account cannot be linked',
      code: 'link_refused',
      remedy: 'Choose another',
    });
    await expect(linking.error.alert).toContainText('linked accounts of its own');
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.remedy('Choose another').click();
    await finishLinking(page, await linking.choose('Google'), ANA, pick(LEO));
  });

  test('belongs to somebody else since: refused, theirs stays theirs', async ({
    page,
    browser,
    baseURL,
    linking,
    profile,
    tenant,
    watch,
  }) => {
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
    await expectLinkFailure(page, {
      title: 'This account is already linked',
      code: 'already_linked',
      remedy: 'Choose another',
    });
    await expect(linking.error.alert).toContainText('somebody else’s');
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.remedy('Choose another').click();
    await finishLinking(page, await linking.choose('GitHub'), ANA, pick(NOOR));
    await expect(profile.rows).toHaveCount(1);
  });

  test('was linked by the same person in another tab meanwhile: that is no failure', async ({
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

test.describe('the proof', () => {
  test('older than its ID token allows: not sent, and a new sign-in links', async ({
    page,
    linking,
    tenant,
    traffic,
  }) => {
    await page.clock.install();
    await signInToProfile(page, ANA);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    const before = accountsOf(tenant);
    const calls = await traffic.managementCalls();
    await page.clock.fastForward('10:00:01');
    tenant.control.advanceClock(36_001);
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'That was too long ago', code: 'proof_expired', remedy: 'Try again' });
    expect(accountsOf(tenant)).toEqual(before);
    expect(await traffic.managementCalls()).toEqual(calls);

    await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
  });

  test('too old by the tenant’s clock alone: refused there, and a new sign-in links', async ({
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
      title: 'The sign-in could not be checked',
      code: 'proof_invalid',
      remedy: 'Try again',
    });
    expect(accountsOf(tenant)).toEqual(before);

    await finishLinking(page, await pressForWindow(page, 'Try again'), ANA, pick(LEO));
  });
});
