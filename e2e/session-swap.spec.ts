import { expectStillSignedIn, openLinkWindow } from './journeys/failed-link.ts';
import { link, pick, proveBothAccounts } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { AccountPickerPage } from './pages/account-picker.page.ts';
import { LoginPage } from './pages/login.page.ts';
import { PortalPage } from './pages/portal.page.ts';
import { ProfilePage } from './pages/profile.page.ts';
import { accountsOf } from './support/accounts.ts';
import { identityChanges } from './support/management-calls.ts';
import { ANA, LEO, MARYAM } from './support/people.ts';
import { expect, test } from './support/test.ts';

test(
  'window closed between the two sign-ins, then reload: reports another account, and adopts no other user',
  { tag: '@both' },
  async ({ page, mode, portal, profile, linking, tenant, traffic }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    const window = await openLinkWindow(page, 'Google');
    await new AccountPickerPage(window).choose(LEO);
    await expect(new LoginPage(window).password).toBeVisible();
    await window.close();
    await expect(linking.windowUnseen).toBeVisible();
    const calls = await traffic.profileViews();

    await page.reload();
    await expect(portal.failure).toContainText('Another account is signed in');
    await expect(page.getByText('Support code: session_changed')).toBeVisible();
    await expect(portal.accountMenu).toBeHidden();
    await expect(page.getByText(LEO.email)).toBeHidden();
    expect(await traffic.profileViews(), 'no account was read').toEqual(calls);

    await page.reload();
    await expect(portal.failure, 'still').toContainText('Another account is signed in');
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await new LoginPage(page).logIn(ANA.email);
    await expect(profile.name(ANA.name)).toBeVisible();
    // The attempt is still open at the server, because its window could be open.
    if (mode === 'server') await linking.provingPrimary.getByRole('button', { name: 'Cancel' }).click();
    await expectStillSignedIn(page, ANA);
    expect(accountsOf(tenant)).toEqual(before);
    await link(page, ANA, 'Google', pick(LEO));
  },
);

test(
  'another user signs in in another tab before the confirmation: leaves the page, and links nothing',
  { tag: '@both' },
  async ({ page, context, linking, portal, tenant }) => {
    await signInToProfile(page, ANA);
    const before = accountsOf(tenant);
    await proveBothAccounts(page, ANA, 'Google', pick(LEO));

    const tab = await context.newPage();
    await tab.goto(`${tenant.origin}/v2/logout?client_id=onefold-portal`);
    await new PortalPage(tab).open();
    await new PortalPage(tab).signIn.click();
    await new LoginPage(tab).logIn(MARYAM.email);
    await expect(new PortalPage(tab).accountMenu).toContainText(MARYAM.name);

    await expect(page).toHaveURL('/');
    await expect(portal.failure).toContainText('Another account is signed in');
    await expect(linking.confirmation).toBeHidden();
    await expect(page.getByText(ANA.email)).toBeHidden();
    await tab.reload();
    await expect(new PortalPage(tab).accountMenu, 'the other user stays signed in').toContainText(MARYAM.name);
    expect(accountsOf(tenant)).toEqual(before);
    expect(identityChanges(tenant)).toEqual([]);

    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await new LoginPage(page).logIn(ANA.email);
    await portal.profileLink.click();
    await expectStillSignedIn(page, ANA);
  },
);

test('signed out in another tab during the first sign-in: leaves the page, and links nothing', async ({
  page,
  context,
  linking,
  tenant,
}) => {
  await signInToProfile(page, ANA);
  const before = accountsOf(tenant);
  const tab = await context.newPage();
  await tab.goto('/profile');
  await expect(new ProfilePage(tab).name(ANA.name)).toBeVisible();

  const window = await openLinkWindow(page, 'Google');
  await expect(new AccountPickerPage(window).heading).toBeVisible();
  await new PortalPage(tab).signOut();
  await expect(page).toHaveURL('/');
  await expect(page.getByText(ANA.email)).toBeHidden();
  await expect(linking.confirmation).toBeHidden();
  expect(accountsOf(tenant)).toEqual(before);
});

test('signed out in another tab: leaves no refresh token in the worker of this tab', async ({ page, context }) => {
  await context.addInitScript(keepTokenRequests);
  await signInToProfile(page, ANA);
  expect(await page.evaluate(requestTokens), 'the attack works before').toEqual({ ok: true });

  const tab = await context.newPage();
  await tab.goto('/profile');
  await new PortalPage(tab).signOut();
  await expect(page).toHaveURL('/');
  await expect.poll(() => page.evaluate(requestTokens)).toEqual({ ok: false, error: 'missing_refresh_token' });
});

interface TokenRequest {
  readonly worker: Worker;
  readonly message: { readonly fetchOptions: { readonly body: string } };
}

/** Runs in the page: records what it sends to the SDK's token worker, as an injected script could. */
function keepTokenRequests(): void {
  const { postMessage } = Worker.prototype;
  const keep = function (this: Worker, message: object, transfer: Transferable[]): void {
    if ('auth' in message) Object.assign(globalThis, { kept: { worker: this, message } });
    Reflect.apply(postMessage, this, [message, transfer]);
  };
  Object.assign(Worker.prototype, { postMessage: keep });
}

/** Runs in the page: requests new tokens from the worker, which holds the refresh token. */
async function requestTokens(): Promise<{ readonly ok: boolean; readonly error?: string }> {
  const { worker, message } = (globalThis as unknown as { readonly kept: TokenRequest }).kept;
  const { fetchOptions } = message;
  const client = new URLSearchParams(fetchOptions.body).get('client_id') ?? '';
  const body = new URLSearchParams({ client_id: client, grant_type: 'refresh_token' }).toString();
  const { port1, port2 } = new MessageChannel();
  const response = new Promise<{ readonly ok: boolean; readonly json: { readonly error?: string } }>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<{ readonly ok: boolean; readonly json: { readonly error?: string } }>) =>
      resolve(data);
  });
  worker.postMessage({ ...message, fetchOptions: { ...fetchOptions, body } }, [port2]);
  const { ok, json } = await response;
  return ok ? { ok } : { ok, error: json.error ?? '' };
}
