import * as openid from 'openid-client';
import { callAsMachine } from './testing/call-as-machine.ts';
import {
  authorization,
  CALLBACK,
  choose,
  errorOf,
  logIn,
  redeem,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from './testing/oidc-harness.ts';

describe("The browser's session", () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const sendRequest = async (extra: Record<string, string>) => {
    const request = await authorization(harness.config, extra);
    return { request, page: await harness.browser.open(request.url) };
  };

  it('completes the next authorization without a page', async () => {
    await signIn(harness);
    const { page } = await sendRequest({});
    expect(page.url.href).toContain(`${CALLBACK}?code=`);
  });

  it('is checked by prompt=none, which never shows a page', async () => {
    expect(errorOf((await sendRequest({ prompt: 'none' })).page)).toEqual({
      error: 'login_required',
      description: 'Login required',
    });
    await signIn(harness);
    expect((await sendRequest({ prompt: 'none' })).page.url.searchParams.get('code')).toBeTruthy();
  });

  it('is not enough for prompt=login or prompt=select_account', async () => {
    await signIn(harness);
    for (const prompt of ['login', 'select_account']) {
      expect((await sendRequest({ prompt })).page.url.pathname).toMatch(/^\/u\/login\//);
    }
  });

  it('needs no consent', async () => {
    await signIn(harness);
    expect((await sendRequest({ prompt: 'consent' })).page.url.searchParams.get('code')).toBeTruthy();
  });

  it('is not enough for max_age=0, whose ID token has the new login time', async () => {
    await signIn(harness);
    harness.tenant.control.advanceClock(100);
    const { request, page } = await sendRequest({ max_age: '0' });
    expect(page.url.pathname).toMatch(/^\/u\/login\//);
    const before = Math.floor(Date.now() / 1000) + 100;
    const claims = (await redeem(harness.config, request, await logIn(harness.browser, page))).claims();
    expect(Number(claims?.auth_time)).toBeGreaterThanOrEqual(before);
    expect(Number(claims?.auth_time)).toBeLessThanOrEqual(Number(claims?.iat));
    expect(errorOf((await sendRequest({ max_age: '0', prompt: 'none' })).page).error).toBe('login_required');
  });

  it('is enough for max_age until it is too old, and the ID token has the old login time', async () => {
    await signIn(harness);
    harness.tenant.control.advanceClock(1800);
    const { request, page } = await sendRequest({ max_age: '3600' });
    const claims = (await redeem(harness.config, request, page)).claims();
    expect(Number(claims?.iat) - Number(claims?.auth_time)).toBeGreaterThanOrEqual(1800);
    harness.tenant.control.advanceClock(3600);
    expect((await sendRequest({ max_age: '3600' })).page.url.pathname).toMatch(/^\/u\/login\//);
  });

  it("ends by the tenant's clock", async () => {
    await signIn(harness);
    harness.tenant.control.advanceClock(604_801);
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });

  it("opens the page of a connection that the session's account does not have", async () => {
    await signIn(harness);
    const { page } = await sendRequest({ connection: 'google-oauth2' });
    expect(page.url.pathname).toMatch(/\/c\/google-oauth2$/);
    expect(page.html).toContain('Choose an account: Google');
  });

  it("is replaced by the second user's login; the first one's refresh token stays valid", async () => {
    const first = await signIn(harness, { scope: 'openid offline_access' });
    const { request, page } = await sendRequest({ connection: 'google-oauth2', prompt: 'login', max_age: '0' });
    const second = await redeem(
      harness.config,
      request,
      await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net'),
    );
    expect(second.claims()?.sub).toMatch(/^google-oauth2\|/);
    const silent = await sendRequest({ prompt: 'none' });
    expect((await redeem(harness.config, silent.request, silent.page)).claims()?.sub).toBe(second.claims()?.sub);
    const refreshed = await openid.refreshTokenGrant(harness.config, first.refresh_token ?? '');
    expect(refreshed.claims()?.sub).toBe(first.claims()?.sub);
  });

  it('does not break a login page that was open when another user signed in', async () => {
    await signIn(harness);
    const started = await sendRequest({ prompt: 'login' });
    const other = await sendRequest({ prompt: 'login' });
    await choose(harness.browser, other.page, 'google-oauth2', 'leo.park@example.net');
    const end = await logIn(harness.browser, started.page);
    expect((await redeem(harness.config, started.request, end)).claims()?.sub).toMatch(/^auth0\|/);
  });

  it('ends with its refresh tokens when the account is absorbed; its identity then signs in the primary account', async () => {
    const control = harness.tenant.control;
    const primary = await signIn(harness);
    const { request, page } = await sendRequest({ prompt: 'login', scope: 'openid offline_access' });
    const secondary = await redeem(
      harness.config,
      request,
      await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net'),
    );
    await link(harness, primary.claims()?.sub ?? '', secondary.claims()?.sub ?? '');
    expect(control.users().map((user) => user.user_id)).not.toContain(secondary.claims()?.sub ?? '');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
    expect((await refusal(openid.refreshTokenGrant(harness.config, secondary.refresh_token ?? ''))).status).toBe(403);
    const again = await sendRequest({ connection: 'google-oauth2' });
    const end = await choose(harness.browser, again.page, 'google-oauth2', 'leo.park@example.net');
    expect((await redeem(harness.config, again.request, end)).claims()?.sub).toBe(primary.claims()?.sub);
  });

  it('is rejected after its account was blocked', async () => {
    const tokens = await signIn(harness);
    harness.tenant.control.block(tokens.claims()?.sub ?? '');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page)).toEqual({
      error: 'unauthorized',
      description: 'user is blocked',
    });
  });

  it("keeps the tenant's port in the names of its cookies", async () => {
    await signIn(harness);
    const names = harness.browser.cookieNames;
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.includes(String(harness.tenant.port)))).toBeTrue();
  });

  it('ends at /v2/logout, which redirects only to allowed addresses', async () => {
    await signIn(harness);
    const refused = await harness.browser.open('/v2/logout?client_id=spa&returnTo=http://localhost:9/');
    expect(refused.status).toBe(400);
    expect((await sendRequest({ prompt: 'none' })).page.url.searchParams.get('code')).toBeTruthy();
    const done = await harness.browser.open('/v2/logout?client_id=spa&returnTo=http://localhost:4200');
    expect(done.url.origin).toBe('http://localhost:4200');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });

  it('ends at /oidc/logout with the client named by the ID token', async () => {
    const tokens = await signIn(harness);
    const query = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://localhost:4200',
      state: 'bye',
    });
    const done = await harness.browser.open(`/oidc/logout?${query}`);
    expect(done.url.searchParams.get('state')).toBe('bye');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });
});

/** Links as a server would. */
async function link({ tenant }: OidcHarness, primary: string, secondary: string): Promise<void> {
  const bar = secondary.indexOf('|');
  const body = { provider: secondary.slice(0, bar), user_id: secondary.slice(bar + 1) };
  const { status } = await callAsMachine(tenant, 'POST', `/users/${encodeURIComponent(primary)}/identities`, body);
  expect(status).toBe(201);
}
