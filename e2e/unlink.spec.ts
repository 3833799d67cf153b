import { link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { confirmUnlink, unlink } from './journeys/unlink.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges, managementCalls } from './support/management-calls.ts';
import { ANA, LEO, MIRA } from './support/people.ts';
import { undoOffer } from './support/undo-offer.ts';
import { expect, test } from './support/test.ts';

const MIRAS_URL = `/api/v2/users/${encodeURIComponent(MIRA.userId)}`;
const WORK = { connection: 'Google', account: 'mira@work.example', id: 'google-oauth2|117263549817263549817' };

test(
  'removes the row without another request for the profile, and makes the identity a separate account',
  { tag: '@both' },
  async ({ page, profile, tenant, traffic, mode }) => {
    await signInToProfile(page, MIRA);
    const question = await profile.openUnlinkDialog(WORK.connection, WORK.account);
    await confirmUnlink(page, question, MIRA);
    await expect(profile.announcement).toHaveText(
      `Google account ${WORK.account} is no longer linked.${undoOffer(mode)}`,
    );
    await expect(profile.row(WORK.account)).toHaveCount(0);
    await expect(profile.rows).toHaveCount(4);
    expect(identityChanges(tenant)).toEqual([`DELETE ${MIRAS_URL}/identities/google-oauth2/117263549817263549817`]);
    expect(await traffic.profileViews(), 'one, before').toHaveLength(1);
    expect(accountsOf(tenant)[MIRA.userId]).not.toContain(WORK.id);
    expect(accountsOf(tenant)[WORK.id], 'a user with this identity alone').toEqual([WORK.id]);
  },
);

test(
  'unlinks identities whose id contains bars or is a number, and one without email',
  { tag: '@both' },
  async ({ page, profile, tenant }) => {
    await signInToProfile(page, MIRA);
    await unlink(page, MIRA, 'Acme Corporation', 'mira.okafor@acme.example');
    await unlink(page, MIRA, 'GitHub', 'mira.okafor@example.net');
    await unlink(page, MIRA, 'Phone (SMS)', '+15550100233');

    expect(identityChanges(tenant)).toEqual([
      `DELETE ${MIRAS_URL}/identities/samlp/acme-corp%7Cemea%7Cmira.okafor`,
      `DELETE ${MIRAS_URL}/identities/github/583231`,
      `DELETE ${MIRAS_URL}/identities/sms/65f0a1b2c3d4e5f607080912`,
    ]);
    expect(Object.keys(accountsOf(tenant))).toEqual(
      expect.arrayContaining(['samlp|acme-corp|emea|mira.okafor', 'github|583231', 'sms|65f0a1b2c3d4e5f607080912']),
    );
    await expect(profile.rows).toHaveCount(2);
  },
);

test('asks first, and unlinks once, however often the user confirms', async ({ page, profile, tenant }) => {
  await signInToProfile(page, MIRA);
  await test.step('keeps the identity if the user declines', async () => {
    const before = accountsOf(tenant);
    const question = await profile.openUnlinkDialog(WORK.connection, WORK.account);
    await expect(question.dialog).toContainText(WORK.account);
    await question.keep.click();
    await expect(question.dialog).toBeHidden();
    await expect(profile.rows).toHaveCount(5);
    expect(accountsOf(tenant)).toEqual(before);
    expect(managementCalls(tenant)).toEqual([`GET ${MIRAS_URL}`]);
  });
  tenant.control.faults.add({ method: 'DELETE', path: '/api/v2/users/*', delayMs: 300, times: 1 });
  const question = await profile.openUnlinkDialog(WORK.connection, WORK.account);
  await confirmUnlink(page, question, MIRA, 'dblclick');
  await expect(profile.row(WORK.account)).toHaveCount(0);
  expect(identityChanges(tenant)).toHaveLength(1);
});

test('unlinks an account that was just linked, and links it again', async ({ page, profile, tenant }) => {
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  await unlink(page, ANA, 'Google', LEO.email);
  expect(accountsOf(tenant)[LEO.userId]).toEqual([LEO.userId]);

  await link(page, ANA, 'Google', pick(LEO));
  await expect(profile.row(LEO.email)).toBeVisible();
});

test(
  'keeps two tabs in sync after linking and after unlinking',
  { tag: '@direct' },
  async ({ page, context, profile, traffic }) => {
    await signInToProfile(page, ANA);
    const other = new ProfilePage(await context.newPage());
    await other.open();
    await expect(other.name(ANA.name)).toBeVisible();

    await link(page, ANA, 'Google', pick(LEO));
    await expect(other.row(LEO.email)).toBeVisible();

    await unlink(other.page, ANA, 'Google', LEO.email);
    await expect(profile.rows).toHaveCount(0);
    expect(await traffic.profileViews(), 'one load per tab').toHaveLength(2);
  },
);
