import * as openid from 'openid-client';
import { callAsMachine } from './testing/machine-client.ts';
import {
  authorization,
  CALLBACK,
  choose,
  errorOf,
  logIn,
  redeem,
  refusal,
  signIn,
  startBench,
  type Bench,
} from './testing/tenant-client.ts';

describe("The browser's session", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.tenant.stop());
  const sendRequest = async (extra: Record<string, string>) => {
    const request = await authorization(bench.config, extra);
    return { request, page: await bench.browser.open(request.url) };
  };

  it('lets the next authorization through without a page', async () => {
    await signIn(bench);
    const { page } = await sendRequest({});
    expect(page.url.href).toContain(`${CALLBACK}?code=`);
  });

  it('is checked by prompt=none, which never shows a page', async () => {
    expect(errorOf((await sendRequest({ prompt: 'none' })).page)).toEqual({
      error: 'login_required',
      description: 'Login required',
    });
    await signIn(bench);
    expect((await sendRequest({ prompt: 'none' })).page.url.searchParams.get('code')).toBeTruthy();
  });

  it('is not enough for prompt=login or prompt=select_account', async () => {
    await signIn(bench);
    for (const prompt of ['login', 'select_account']) {
      expect((await sendRequest({ prompt })).page.url.pathname).toMatch(/^\/u\/login\//);
    }
  });

  it('needs no consent', async () => {
    await signIn(bench);
    expect((await sendRequest({ prompt: 'consent' })).page.url.searchParams.get('code')).toBeTruthy();
  });

  it('is not enough for max_age=0, whose ID token has the new login time', async () => {
    await signIn(bench);
    bench.tenant.control.advanceClock(100);
    const { request, page } = await sendRequest({ max_age: '0' });
    expect(page.url.pathname).toMatch(/^\/u\/login\//);
    const claims = (await redeem(bench.config, request, await logIn(bench.browser, page))).claims();
    expect(Number(claims?.auth_time)).toBe(Number(claims?.iat));
    expect(errorOf((await sendRequest({ max_age: '0', prompt: 'none' })).page).error).toBe('login_required');
  });

  it('is enough for max_age until it is too old, and the ID token has the old login time', async () => {
    await signIn(bench);
    bench.tenant.control.advanceClock(50);
    const { request, page } = await sendRequest({ max_age: '60' });
    const claims = (await redeem(bench.config, request, page)).claims();
    expect(Number(claims?.iat) - Number(claims?.auth_time)).toBeGreaterThanOrEqual(50);
    bench.tenant.control.advanceClock(50);
    expect((await sendRequest({ max_age: '60' })).page.url.pathname).toMatch(/^\/u\/login\//);
  });

  it("ends by the tenant's clock", async () => {
    await signIn(bench);
    bench.tenant.control.advanceClock(604_801);
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });

  it("opens the page of a connection that the session's account does not have", async () => {
    await signIn(bench);
    const { page } = await sendRequest({ connection: 'google-oauth2' });
    expect(page.url.pathname).toMatch(/\/c\/google-oauth2$/);
    expect(page.html).toContain('Choose an account: Google');
  });

  it("is replaced by the second user's login; the first one's refresh token stays valid", async () => {
    const first = await signIn(bench, { scope: 'openid offline_access' });
    const { request, page } = await sendRequest({ connection: 'google-oauth2', prompt: 'login', max_age: '0' });
    const second = await redeem(
      bench.config,
      request,
      await choose(bench.browser, page, 'google-oauth2', 'leo.park@example.net'),
    );
    expect(second.claims()?.sub).toMatch(/^google-oauth2\|/);
    const silent = await sendRequest({ prompt: 'none' });
    expect((await redeem(bench.config, silent.request, silent.page)).claims()?.sub).toBe(second.claims()?.sub);
    const refreshed = await openid.refreshTokenGrant(bench.config, first.refresh_token ?? '');
    expect(refreshed.claims()?.sub).toBe(first.claims()?.sub);
  });

  it('does not break a login page that was open when another user signed in', async () => {
    await signIn(bench);
    const started = await sendRequest({ prompt: 'login' });
    const other = await sendRequest({ prompt: 'login' });
    await choose(bench.browser, other.page, 'google-oauth2', 'leo.park@example.net');
    const end = await logIn(bench.browser, started.page);
    expect((await redeem(bench.config, started.request, end)).claims()?.sub).toMatch(/^auth0\|/);
  });

  it('ends with its refresh tokens when the account is absorbed; its identity then signs in the primary account', async () => {
    const control = bench.tenant.control;
    const primary = await signIn(bench);
    const { request, page } = await sendRequest({ prompt: 'login', scope: 'openid offline_access' });
    const secondary = await redeem(
      bench.config,
      request,
      await choose(bench.browser, page, 'google-oauth2', 'leo.park@example.net'),
    );
    await link(bench, primary.claims()?.sub ?? '', secondary.claims()?.sub ?? '');
    expect(control.users().map((user) => user.user_id)).not.toContain(secondary.claims()?.sub ?? '');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
    expect((await refusal(openid.refreshTokenGrant(bench.config, secondary.refresh_token ?? ''))).status).toBe(403);
    const again = await sendRequest({ connection: 'google-oauth2' });
    const end = await choose(bench.browser, again.page, 'google-oauth2', 'leo.park@example.net');
    expect((await redeem(bench.config, again.request, end)).claims()?.sub).toBe(primary.claims()?.sub);
  });

  it('is not accepted when its account was blocked', async () => {
    const tokens = await signIn(bench);
    bench.tenant.control.block(tokens.claims()?.sub ?? '');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page)).toEqual({
      error: 'unauthorized',
      description: 'user is blocked',
    });
  });

  it("keeps the tenant's port in the names of its cookies", async () => {
    await signIn(bench);
    const names = bench.browser.cookieNames;
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.includes(String(bench.tenant.port)))).toBeTrue();
  });

  it('ends at /v2/logout, which redirects only to allowed addresses', async () => {
    await signIn(bench);
    const refused = await bench.browser.open('/v2/logout?client_id=spa&returnTo=http://localhost:9/');
    expect(refused.status).toBe(400);
    expect((await sendRequest({ prompt: 'none' })).page.url.searchParams.get('code')).toBeTruthy();
    const done = await bench.browser.open('/v2/logout?client_id=spa&returnTo=http://localhost:4200');
    expect(done.url.origin).toBe('http://localhost:4200');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });

  it('ends at /oidc/logout with the client named by the ID token', async () => {
    const tokens = await signIn(bench);
    const query = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://localhost:4200',
      state: 'bye',
    });
    const done = await bench.browser.open(`/oidc/logout?${query}`);
    expect(done.url.searchParams.get('state')).toBe('bye');
    expect(errorOf((await sendRequest({ prompt: 'none' })).page).error).toBe('login_required');
  });
});

/** Links as a server would. */
async function link({ tenant }: Bench, primary: string, secondary: string): Promise<void> {
  const bar = secondary.indexOf('|');
  const body = { provider: secondary.slice(0, bar), user_id: secondary.slice(bar + 1) };
  const { status } = await callAsMachine(tenant, 'POST', `/users/${encodeURIComponent(primary)}/identities`, body);
  expect(status).toBe(201);
}
