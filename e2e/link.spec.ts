import { confirmMainAccount, link, pick, proveBothAccounts, type FirstLeg } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { CodePage } from './pages/code.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, GOOGLE_ANA, LEO, NOOR, NORA, SAM, type Person } from './support/people.ts';
import { undoOffer } from './support/undo-offer.ts';
import { expect, test } from './support/test.ts';

const LINK_TO_ANA = `POST /api/v2/users/${encodeURIComponent(ANA.userId)}/identities`;

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.beforeEach(async ({ page }) => {
  await signInToProfile(page, ANA);
});

test('offers exactly the allowed connections, under "Link with:"', async ({ profile, linking }) => {
  await profile.linkAccount.click();
  await expect(linking.chooser.getByRole('heading', { name: 'Link with:' })).toBeVisible();
  await expect(linking.choices).toHaveText([
    'Google',
    'GitHub',
    'Microsoft',
    'Email and password',
    'Email code',
    'Acme Corporation',
  ]);
  await expect(linking.chooser.getByRole('list', { name: 'Work account' }).getByRole('button')).toHaveCount(1);
});

test(
  'asks for both accounts, names the account to add, and links only after the confirmation',
  { tag: '@both' },
  async ({ page, profile, linking, tenant, traffic, mode }) => {
    const before = accountsOf(tenant);
    await profile.linkAccount.click();
    const window = await linking.choose('Google');
    await expect(linking.provingSecondary).toBeVisible();
    await expect(new AccountPickerPage(window).heading).toHaveText('Choose an account: Google');
    await new AccountPickerPage(window).choose(LEO);
    await expect(linking.provingPrimary).toContainText(LEO.email);
    await confirmMainAccount(window, ANA);

    await expect(linking.confirmation).toContainText(LEO.name);
    await expect(linking.confirmation).toContainText(LEO.email);
    await expect(linking.confirmation).toContainText(ANA.name);
    await expect(linking.confirmation).toContainText(ANA.email);
    expect(accountsOf(tenant), 'nothing is linked before the yes').toEqual(before);
    await expect(profile.rows).toHaveCount(0);

    await linking.confirm.click();
    await expect(profile.announcement).toHaveText(`Google account ${LEO.email} is now linked.${undoOffer(mode)}`);
    await expect(profile.row(LEO.email)).toContainText('Google');
    await expect(profile.rows).toHaveCount(1);
    expect(identityChanges(tenant)).toEqual([LINK_TO_ANA]);
    expect(await traffic.profileViews(), 'the list comes from the response, not from another request').toEqual([]);
    expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, LEO.userId]);
    expect(accountsOf(tenant)).not.toHaveProperty([LEO.userId]);
    expect(page.context().pages(), 'the window has closed').toHaveLength(1);
  },
);

test(
  'requires a fresh login at the chosen connection, with the email scope, then one to the main account',
  { tag: '@both' },
  async ({ page, tenant, traffic }) => {
    await proveBothAccounts(page, ANA, 'GitHub', pick(NOOR));
    const authorizations = (await traffic.requests())
      .filter(({ url }) => url.origin === tenant.origin && url.pathname === '/authorize')
      .map(({ url }) => Object.fromEntries(url.searchParams))
      .filter(({ prompt }) => prompt === 'login');
    expect(authorizations).toEqual([
      expect.objectContaining({ connection: 'github', max_age: '0', scope: 'openid profile email' }),
      expect.objectContaining({
        connection: 'Username-Password-Authentication',
        login_hint: ANA.email,
        max_age: '0',
        scope: 'openid profile email',
      }),
    ]);
    expect(
      authorizations.map(({ audience }) => audience),
      'no access token for anything',
    ).toEqual([undefined, undefined]);
  },
);

/** Other tests link Google accounts. */
const OTHER_PROVIDERS: readonly (readonly [label: string, account: Person, firstLeg: FirstLeg])[] = [
  ['GitHub', NOOR, pick(NOOR)],
  ['Microsoft', NORA, pick(NORA)],
  ['Acme Corporation', SAM, pick(SAM)],
];

for (const [label, account, firstLeg] of OTHER_PROVIDERS) {
  test(`links an account of ${label}`, async ({ page, profile, tenant }) => {
    await link(page, ANA, label, firstLeg);
    await expect(profile.row(account.email)).toContainText(label);
    expect(accountsOf(tenant)[ANA.userId]).toEqual([ANA.userId, account.userId]);
  });
}

test('links an email address proved by a code', async ({ page, profile, tenant }) => {
  await link(page, ANA, 'Email code', async (window) => {
    await new AccountPickerPage(window).account('Ruth Adler', 'ruth@example.org').click();
    await new CodePage(window).enterSentCode();
  });
  await expect(profile.row('ruth@example.org')).toContainText('Email code');
  expect(accountsOf(tenant)[ANA.userId]?.at(1)).toMatch(/^email\|/);
});

test('links an account that is created during the sign-in', async ({ page, profile, tenant }) => {
  await link(page, ANA, 'Google', (window) =>
    new AccountPickerPage(window).useAnother('New Person', 'new@example.net'),
  );
  await expect(profile.row('new@example.net')).toContainText('New Person');
  expect(accountsOf(tenant)[ANA.userId]).toHaveLength(2);
});

test('links a second account of the same provider', async ({ page, profile }) => {
  await link(page, ANA, 'Google', pick(LEO));
  await link(page, ANA, 'Google', pick(GOOGLE_ANA));
  await expect(profile.row('Google')).toHaveCount(2);
});

test('changes nothing when the user declines', { tag: '@direct' }, async ({ page, profile, linking, tenant }) => {
  const before = accountsOf(tenant);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  await linking.decline.click();
  await expect(linking.confirmation).toBeHidden();
  await expect(profile.rows).toHaveCount(0);
  expect(accountsOf(tenant)).toEqual(before);
  expect(identityChanges(tenant)).toEqual([]);
});

test('links once, however often the user confirms', { tag: '@both' }, async ({ page, profile, linking, tenant }) => {
  tenant.control.faults.add({ method: 'POST', path: '/api/v2/users/*', delayMs: 300, times: 1 });
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
  await linking.confirm.dblclick();
  await expect(profile.row(LEO.email)).toBeVisible();
  expect(identityChanges(tenant)).toEqual([LINK_TO_ANA]);
});

test('opens one window, however often the user chooses', async ({ page, profile, linking }) => {
  await profile.linkAccount.click();
  const window = page.waitForEvent('popup');
  await linking.choice('Google').dblclick();
  await expect(new AccountPickerPage(await window).heading).toBeVisible();
  expect(page.context().pages()).toHaveLength(2);
});
