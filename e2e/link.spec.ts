import type { Tenant } from '@onefold/tenant';
import { confirmMainAccount, link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { CodePage } from './pages/code.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, GOOGLE_ANA, LEO, NOOR, NORA, SAM } from './support/people.ts';
import type { Traffic } from './support/traffic.ts';
import { undoOffer } from './support/undo-offer.ts';
import { expect, test } from './support/test.ts';

const LINK_TO_ANA = `POST /api/v2/users/${encodeURIComponent(ANA.userId)}/identities`;

/** Other tests link Google accounts. */
const OTHER_PROVIDERS = [
  ['GitHub', NOOR],
  ['Microsoft', NORA],
  ['Acme Corporation', SAM],
] as const;

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.beforeEach(async ({ page }) => {
  await signInToProfile(page, ANA);
});

test('offers exactly the allowed connections, and opens one window, however often the user chooses', async ({
  page,
  profile,
  linking,
}) => {
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

  const window = page.waitForEvent('popup');
  await linking.choice('Google').dblclick();
  await expect(new AccountPickerPage(await window).heading).toBeVisible();
  expect(page.context().pages()).toHaveLength(2);
});

test(
  'asks for fresh logins to both accounts, names the account to add, and links only after the confirmation',
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
    expect(await freshLogins(traffic, tenant)).toEqual([
      expect.objectContaining({ connection: 'google-oauth2', max_age: '0', scope: 'openid profile email' }),
      expect.objectContaining({
        connection: 'Username-Password-Authentication',
        login_hint: ANA.email,
        max_age: '0',
        scope: 'openid profile email',
      }),
    ]);
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

test('links accounts of every provider, two of one, and one that is created during the sign-in', async ({
  page,
  profile,
  tenant,
}) => {
  const linked = [ANA.userId];
  for (const [label, account] of OTHER_PROVIDERS) {
    await test.step(label, async () => {
      await link(page, ANA, label, pick(account));
      await expect(profile.row(account.email)).toContainText(label);
      expect(accountsOf(tenant)[ANA.userId]).toEqual([...linked, account.userId]);
      linked.push(account.userId);
    });
  }

  await test.step('an email address, proved by a code', async () => {
    await link(page, ANA, 'Email code', async (window) => {
      await new AccountPickerPage(window).account('Ruth Adler', 'ruth@example.org').click();
      await new CodePage(window).enterSentCode();
    });
    await expect(profile.row('ruth@example.org')).toContainText('Email code');
    expect(accountsOf(tenant)[ANA.userId]?.at(-1)).toMatch(/^email\|/);
  });

  await test.step('an account that is created during the sign-in', async () => {
    await link(page, ANA, 'Google', (window) =>
      new AccountPickerPage(window).useAnother('New Person', 'new@example.net'),
    );
    await expect(profile.row('new@example.net')).toContainText('New Person');
    expect(accountsOf(tenant)[ANA.userId]).toHaveLength(linked.length + 2);
  });

  await test.step('a second account of the same provider', async () => {
    await link(page, ANA, 'Google', pick(GOOGLE_ANA));
    await expect(profile.row('Google')).toHaveCount(2);
  });
});

test(
  'changes nothing when the user declines, and links once, however often the user confirms',
  { tag: '@both' },
  async ({ page, profile, linking, tenant }) => {
    const before = accountsOf(tenant);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    await linking.decline.click();
    await expect(linking.confirmation).toBeHidden();
    await expect(profile.rows).toHaveCount(0);
    expect(accountsOf(tenant)).toEqual(before);
    expect(identityChanges(tenant)).toEqual([]);

    await proveBothAccounts(page, ANA, 'Google', pick(LEO));
    tenant.control.faults.add({ method: 'POST', path: '/api/v2/users/*', delayMs: 300, times: 1 });
    await linking.confirm.dblclick();
    await expect(profile.row(LEO.email)).toBeVisible();
    expect(identityChanges(tenant)).toEqual([LINK_TO_ANA]);
  },
);

/** The parameters of the requests for a login with credentials. None asks for an access token of an API. */
async function freshLogins(traffic: Traffic, tenant: Tenant): Promise<readonly Readonly<Record<string, string>>[]> {
  const logins = (await traffic.requests())
    .filter(({ url }) => url.origin === tenant.origin && url.pathname === '/authorize')
    .map(({ url }) => Object.fromEntries(url.searchParams))
    .filter(({ prompt }) => prompt === 'login');
  expect(logins.filter(({ audience }) => audience !== undefined)).toEqual([]);
  return logins;
}
