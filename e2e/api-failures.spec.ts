import type { Tenant } from '@onefold/tenant';
import { expectLinkFailure, expectStillSignedIn } from './journeys/failed-link.ts';
import { confirmMainAccount, link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { LoginPage } from './pages/login.page.ts';
import { ErrorNotice } from './pages/error-notice.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, LEO, NOOR, NORA } from './support/people.ts';
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
  'renews the token once on 401, and finds the account linked although the response is lost or malformed',
  { tag: '@both' },
  async ({ page, api, linking, mode, profile, tenant, watch }) => {
    await test.step('401 once: renews the token silently, retries once, and links', async () => {
      watch.expect(/status of 401/);
      tenant.control.journal.clear();
      await api.respondWith('link', { status: 401, times: 1 });
      await linking.confirm.click();
      await expect(profile.row(LEO.email)).toBeVisible();
      expect(tokensAsked(tenant)).toBe(1);
      expect(accountsOf(tenant)[ANA.userId]).toEqual(LINKED);
    });

    await test.step('the response is lost: links nothing twice', async () => {
      watch.expect(/net::ERR_/);
      await proveBothAccounts(page, ANA, 'GitHub', pick(NOOR));
      await api.loseResponse('link');
      tenant.control.journal.clear();
      await linking.confirm.click();
      await expect(profile.announcement).toContainText(`${NOOR.email} is now linked.`);
      await expect(profile.row(NOOR.email)).toHaveCount(1);
      expect(identityChanges(tenant)).toHaveLength(1);
      if (mode === 'direct') expect(responses(tenant)).toEqual(['POST api 201', 'GET api 200']);
    });

    await test.step('the response is malformed: shows the linked account', async () => {
      await proveBothAccounts(page, ANA, 'Microsoft', pick(NORA));
      await api.garble('link');
      await linking.confirm.click();
      await expect(profile.row(NORA.email)).toHaveCount(1);
      expect(accountsOf(tenant)[ANA.userId]).toEqual([...LINKED, NOOR.userId, NORA.userId]);
    });
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
  'refuses: says that linking is not allowed (403), or that another account must be chosen (409)',
  { tag: '@direct' },
  async ({ page, linking, tenant, watch, api }) => {
    watch.expect(/status of 40[39]/);
    const before = accountsOf(tenant);

    await test.step('409: shows already_linked, and lets the user choose another account', async () => {
      const end = await api.respondWith('link', { status: 409 });
      await linking.confirm.click();
      await expectLinkFailure(page, { title: 'already linked', code: 'already_linked', remedy: 'Choose another' });
      await linking.error.remedy('Choose another').click();
      await expect(linking.chooser).toBeVisible();
      expect(accountsOf(tenant)).toEqual(before);
      await end();
    });

    await test.step('403: offers no retry', async () => {
      const window = await linking.choose('GitHub');
      await pick(NOOR)(window);
      await confirmMainAccount(window, ANA);
      await api.respondWith('link', { status: 403 });
      await linking.confirm.click();
      await expectLinkFailure(page, { title: 'This isn’t allowed', code: 'forbidden' });
      await expect(linking.error.retry).toBeHidden();
      await linking.error.close.click();
      await expectStillSignedIn(page, ANA);
      expect(accountsOf(tenant)).toEqual(before);
    });
  },
);

test(
  'says why linking failed, and links on a later try without another sign-in',
  { tag: '@both' },
  async ({ page, linking, profile, tenant, watch, api, mode }) => {
    const before = accountsOf(tenant);

    await test.step('500: checks whether the account is linked', async () => {
      watch.expect(/status of 500/);
      tenant.control.journal.clear();
      await api.respondWith('link', { status: 500, times: TRIES[mode] });
      await linking.confirm.click();
      await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });
      if (mode === 'direct') expect(responses(tenant)).toEqual(['POST api 500', 'GET api 200']);
      expect(accountsOf(tenant)).toEqual(before);
    });

    await test.step('the connection is cut before the link', async () => {
      watch.expect(/net::ERR_/);
      const end = await api.cut('link');
      const failed = page.waitForEvent('requestfailed');
      await linking.error.retry.click();
      await failed;
      await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });
      expect(accountsOf(tenant)).toEqual(before);
      await end();
    });

    await test.step('429: counts down, then links automatically', async () => {
      watch.expect(/status of 429/);
      const reset = String(Math.ceil(Date.now() / 1000) + 120);
      const headers = mode === 'direct' ? { 'X-RateLimit-Reset': reset } : { 'Retry-After': '120' };
      await api.respondWith('link', { status: 429, headers, times: 1 });
      await linking.error.retry.click();
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
    });
  },
);

test('offline: says so, sends nothing, and shows progress when the connection returns', async ({
  page,
  context,
  linking,
  profile,
  tenant,
  watch,
  api,
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

  await test.step('a slow response: the dialog cannot be closed', async () => {
    await proveBothAccounts(page, ANA, 'GitHub', pick(NOOR));
    api.delay('link', 1500);
    await linking.confirm.click();
    await expect(linking.confirm).toHaveAttribute('aria-busy', 'true');
    await expect(linking.confirm).toBeDisabled();
    await expect(linking.decline).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(linking.confirmation).toBeVisible();
    await expect(profile.row(NOOR.email)).toBeVisible();
  });
});

test(
  'the response and the following check are lost: the remedy finds the account linked',
  { tag: '@both' },
  async ({ page, linking, profile, tenant, watch, api, mode }) => {
    watch.expect(/net::ERR_/, /status of 500/);
    await api.loseResponse('link', TRIES[mode]);
    await api.respondWith('view', { status: 500, times: 1 });
    tenant.control.journal.clear();
    await linking.confirm.click();
    if (mode === 'direct') {
      await expectLinkFailure(page, { title: 'We’re having a problem', code: 'server_error', remedy: 'Try again' });
      await linking.error.retry.click();
    } else {
      const error = new ErrorNotice(page.getByRole('dialog', { name: 'Was the account linked?' }));
      await expect(error.code('outcome_unknown')).toBeVisible();
      await error.remedy('Reload the list').click();
    }

    await expect(profile.row(LEO.email)).toHaveCount(1);
    expect(identityChanges(tenant)).toHaveLength(1);
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
