import type { Tenant } from '@onefold/tenant';
import { expectLinkFailure, expectStillSignedIn } from './journeys/failed-link.ts';
import { link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { ErrorNotice } from './pages/error-notice.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Requests until the page reports a failure. In server mode it retries once, because the server never applies a request twice. */
const TRIES = { direct: 1, server: 2 } as const;
const LINKED = [ANA.userId, LEO.userId];

test.beforeEach(async ({ page }) => {
  await page.clock.install();
  await signInToProfile(page, ANA);
  await proveBothAccounts(page, ANA, 'Google', pick(LEO));
});

test(
  '401 once: renews the token silently, retries once, and links',
  { tag: '@both' },
  async ({ api, linking, profile, tenant, watch }) => {
    watch.expect(/status of 401/);
    tenant.control.journal.clear();
    await api.respondWith('link', { status: 401, times: 1 });
    await linking.confirm.click();
    await expect(profile.row(LEO.email)).toBeVisible();
    expect(tokensAsked(tenant)).toBe(1);
    expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
  },
);

test('401 twice: asks the user to sign in with credentials, and then links', async ({
  page,
  linking,
  tenant,
  watch,
  api,
}) => {
  watch.expect(/status of 401/);
  const before = accountsOf(tenant);
  tenant.control.journal.clear();
  const end = await api.respondWith('link', { status: 401 });
  await linking.confirm.click();
  await expectLinkFailure(page, { title: 'Please sign in again', code: 'unauthorized', remedy: 'Sign in' });
  expect(tokensAsked(tenant)).toBe(1);
  expect(accountsOf(tenant)).toEqual(before);

  await end();
  await linking.error.remedy('Sign in').click();
  await new LoginPage(page).logIn(ANA.email);
  await expectStillSignedIn(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
});

test(
  '403: says that linking is not allowed, and offers no retry',
  { tag: '@direct' },
  async ({ page, linking, tenant, watch, api }) => {
    watch.expect(/status of 403/);
    const before = accountsOf(tenant);
    await api.respondWith('link', { status: 403 });
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'This isn’t allowed', code: 'forbidden' });
    await expect(linking.error.retry).toBeHidden();
    await linking.error.close.click();
    await expectStillSignedIn(page, ANA);
    expect(accountsOf(tenant)).toEqual(before);
  },
);

test(
  '409: shows already_linked, and lets the user choose another account',
  { tag: '@direct' },
  async ({ page, linking, tenant, watch, api }) => {
    watch.expect(/status of 409/);
    const before = accountsOf(tenant);
    await api.respondWith('link', { status: 409 });
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'already linked', code: 'already_linked', remedy: 'Choose another' });
    await linking.error.remedy('Choose another').click();
    await expect(linking.chooser).toBeVisible();
    expect(accountsOf(tenant)).toEqual(before);
  },
);

const LIMITS = [
  { header: 'Retry-After', value: () => '120', tag: '@server' },
  { header: 'X-RateLimit-Reset', value: () => String(Math.ceil(Date.now() / 1000) + 120), tag: '@direct' },
];
for (const { header, value, tag } of LIMITS) {
  test(
    `429 with ${header}: counts down, then links automatically, without another sign-in`,
    { tag },
    async ({ page, linking, profile, tenant, watch, api }) => {
      watch.expect(/status of 429/);
      const before = accountsOf(tenant);
      await api.respondWith('link', { status: 429, headers: { [header]: value() }, times: 1 });
      await linking.confirm.click();
      const error = new ErrorNotice(page.getByRole('dialog', { name: 'Waiting to link this account…' }));
      await expect(error.alert).toContainText('Too many requests right now');
      await expect(error.code('rate_limited')).toBeVisible();
      await expect(error.countdown).toHaveText(/^Continues automatically in 1[12]\d seconds\.$/);
      await expect(error.retry).toBeDisabled();
      await page.clock.fastForward('01:00');
      await expect(error.countdown).toHaveText(/in [56]\d seconds\.$/);
      await expect(error.retry).toBeDisabled();
      expect(accountsOf(tenant)).toEqual(before);

      await page.clock.fastForward('01:01');
      await expect(profile.row(LEO.email)).toBeVisible();
      expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
    },
  );
}

test('offline: says so, sends nothing, and links when the connection returns', async ({
  page,
  context,
  linking,
  profile,
  tenant,
  watch,
}) => {
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  const before = accountsOf(tenant);
  await context.setOffline(true);
  await expect(linking.confirm).toBeDisabled();
  // It looks disabled, but can be pressed: that explains why nothing happens.
  await linking.confirm.press('Enter');
  await expectLinkFailure(page, { title: 'No connection', code: 'offline', remedy: 'Try again' });
  expect(accountsOf(tenant)).toEqual(before);

  await linking.error.retry.click();
  await expectLinkFailure(page, { title: 'No connection', code: 'offline', remedy: 'Try again' });
  await context.setOffline(false);
  await linking.error.retry.click();
  await expect(profile.row(LEO.email)).toBeVisible();
  expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
});

test(
  '500: checks whether the account is linked, reports the failure, and links on the next try',
  { tag: '@both' },
  async ({ page, linking, profile, tenant, watch, api, mode }) => {
    watch.expect(/status of 500/);
    const before = accountsOf(tenant);
    tenant.control.journal.clear();
    await api.respondWith('link', { status: 500, times: TRIES[mode] });
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });
    if (mode === 'direct') expect(responses(tenant)).toEqual(['POST api 500', 'GET api 200']);
    expect(accountsOf(tenant)).toEqual(before);

    await linking.error.retry.click();
    await expect(profile.row(LEO.email)).toBeVisible();
    expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
  },
);

test(
  'the connection is cut before the link: says so, and links on the next try',
  { tag: '@direct' },
  async ({ page, linking, profile, tenant, watch, api }) => {
    watch.expect(/net::ERR_/);
    const before = accountsOf(tenant);
    const end = await api.cut('link');
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });
    expect(accountsOf(tenant)).toEqual(before);

    await end();
    await linking.error.retry.click();
    await expect(profile.row(LEO.email)).toBeVisible();
  },
);

test(
  'the response is lost after the link: finds the account linked, and links nothing twice',
  { tag: '@both' },
  async ({ linking, profile, tenant, watch, api, mode }) => {
    watch.expect(/net::ERR_/);
    await api.loseResponse('link');
    tenant.control.journal.clear();
    await linking.confirm.click();
    await expect(profile.announcement).toContainText('is now linked.');
    await expect(profile.row(LEO.email)).toHaveCount(1);
    expect(identityChanges(tenant)).toHaveLength(1);
    if (mode === 'direct') expect(responses(tenant)).toEqual(['POST api 201', 'GET api 200']);
  },
);

test(
  'the response and the following check are lost: the next try finds the account linked',
  { tag: '@direct' },
  async ({ page, linking, profile, tenant, watch, api, mode }) => {
    watch.expect(/net::ERR_/, /status of 500/);
    await api.loseResponse('link', TRIES[mode]);
    if (mode === 'direct') await api.respondWith('view', { status: 500, times: 1 });
    tenant.control.journal.clear();
    await linking.confirm.click();
    await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });

    await linking.error.retry.click();
    await expect(profile.row(LEO.email)).toHaveCount(1);
    expect(identityChanges(tenant)).toHaveLength(1);
    expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
  },
);

test(
  'the response of a successful link is malformed: shows the linked account',
  { tag: '@both' },
  async ({ linking, profile, tenant, api }) => {
    await api.garble('link');
    await linking.confirm.click();
    await expect(profile.row(LEO.email)).toHaveCount(1);
    expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
  },
);

test('the response is malformed and nothing is linked: says so with a code', async ({ page, linking, tenant, api }) => {
  const before = accountsOf(tenant);
  await api.respondWith('link', { status: 201, body: { identities: 'none' } });
  await linking.confirm.click();
  await expectLinkFailure(page, { title: 'Something went wrong', code: 'unexpected' });
  await linking.error.close.click();
  await expectStillSignedIn(page, ANA);
  expect(accountsOf(tenant)).toEqual(before);
});

test('the response is slow: shows progress, and the dialog cannot be closed', async ({
  page,
  linking,
  profile,
  api,
}) => {
  api.delay('link', 1500);
  await linking.confirm.click();
  await expect(linking.confirm).toHaveAttribute('aria-busy', 'true');
  await expect(linking.confirm).toBeDisabled();
  await expect(linking.decline).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(linking.confirmation).toBeVisible();
  await expect(profile.row(LEO.email)).toBeVisible();
});

/** Number of token requests of pages; those of servers are not counted. */
function tokensAsked({ control }: Tenant): number {
  return control.journal
    .entries()
    .filter(({ method, path, origin }) => method === 'POST' && path === '/oauth/token' && origin !== undefined).length;
}

/** The tenant's responses in order, without preflights. */
function responses({ control }: Tenant): readonly string[] {
  return control.journal
    .entries()
    .filter(({ method }) => method !== 'OPTIONS')
    .map(
      ({ method, path, status }) => `${method} ${path.startsWith('/api/v2/users/') ? 'api' : path} ${String(status)}`,
    );
}
