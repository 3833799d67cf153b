import * as openid from 'openid-client';
import type { TenantLog } from '../../model/tenant-log.ts';
import { callAsMachine } from '../../oidc/testing/call-as-machine.ts';
import {
  APP,
  authorization,
  choose,
  DATABASE,
  logIn,
  loginPath,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../../oidc/testing/oidc-harness.ts';
import { ANA, identitiesPath, LEO_GOOGLE, MIRA, userPath } from '../testing/management-harness.ts';

describe('The log', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness({ refreshTokenLeeway: 0 });
  });
  afterEach(() => harness.tenant.stop());
  const call = <Body>(path: string, method = 'GET', body?: unknown) =>
    callAsMachine<Body>(harness.tenant, method, path, body);
  /** Events of the browser and its application, oldest first; those of the spec's own server are left out. */
  const logs = async () =>
    (await call<TenantLog[]>('/logs?per_page=100')).body.filter(({ client_id: id }) => id !== 'server').toReversed();
  const types = async () => (await logs()).map(({ type }) => type);
  const openLogin = async (extra: Record<string, string> = {}) =>
    harness.browser.open((await authorization(harness.config, extra)).url);

  it('records a login and the exchange of its code, with client, connection and user', async () => {
    await signIn(harness, { audience: 'https://api.example', scope: 'openid read:x' });
    const [login, exchange] = await logs();
    const expected = {
      ...{ client_id: 'spa', client_name: 'Spa', connection: DATABASE, connection_id: 'con_DemoDatabase0001' },
      ...{ strategy: 'auth0', strategy_type: 'database', user_id: ANA, user_name: 'ana@example.com' },
      ...{ audience: 'https://api.example', ip: jasmine.stringMatching(/127\.0\.0\.1/), hostname: 'localhost' },
    };
    expect(login).toEqual(jasmine.objectContaining({ ...expected, type: 's', scope: 'openid read:x' }));
    expect(exchange).toEqual(jasmine.objectContaining({ ...expected, type: 'seacft' }));
    expect(login?.log_id).toBe(String(login?._id));
  });

  it('distinguishes a wrong password, a wrong name and a blocked user', async () => {
    await logIn(harness.browser, await openLogin(), 'ana@example.com', 'wrong');
    await logIn(harness.browser, await openLogin(), 'unknown@example.com', 'wrong');
    await logIn(harness.browser, await openLogin(), 'ben@example.com', 'demo');
    const [wrong, unknown, blocked] = await logs();
    expect([wrong?.type, wrong?.user_id, wrong?.user_name]).toEqual(['fp', ANA, 'ana@example.com']);
    expect([unknown?.type, unknown?.user_id, unknown?.user_name]).toEqual(['fu', undefined, 'unknown@example.com']);
    expect([blocked?.type, blocked?.description, blocked?.user_name]).toEqual([
      'f',
      'user is blocked',
      'ben@example.com',
    ]);
  });

  it('records silent logins, a canceled login and the logout', async () => {
    await openLogin({ prompt: 'none' });
    await harness.browser.submit(`${loginPath(await openLogin())}/cancel`, {});
    await signIn(harness);
    await openLogin({ prompt: 'none' });
    await harness.browser.open(`${harness.tenant.origin}/v2/logout?client_id=spa&returnTo=${encodeURIComponent(APP)}`);
    await harness.browser.open(`${harness.tenant.origin}/v2/logout?client_id=spa&returnTo=https://evil.example`);
    expect(await types()).toEqual(['fsa', 'f', 's', 'seacft', 'ssa', 'slo', 'flo']);
    const logout = (await logs()).find(({ type }) => type === 'slo');
    expect([logout?.user_id, logout?.client_name]).toEqual([ANA, 'Spa']);
  });

  it('records refreshes, a reused token, a wrong code and wrong credentials', async () => {
    const tokens = await signIn(harness, { scope: 'openid offline_access' });
    await openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? '');
    await refusal(openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? ''));
    await refusal(openid.refreshTokenGrant(harness.config, 'nonsense'));
    const sendRequest = (form: Record<string, string>) =>
      fetch(`${harness.tenant.origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    await sendRequest({
      grant_type: 'authorization_code',
      client_id: 'spa',
      code: 'x',
      redirect_uri: `${APP}/callback`,
    });
    await sendRequest({ grant_type: 'client_credentials', client_id: 'web', client_secret: 'wrong', audience: 'x' });
    expect(await types()).toEqual(['s', 'seacft', 'sertft', 'ferrt', 'fertft', 'feacft', 'feccft']);
    const reuse = (await logs()).find(({ type }) => type === 'ferrt');
    expect(reuse?.description).toBe('Unknown or invalid refresh token.');
    const machine = (await call<TenantLog[]>('/logs?q=type:seccft')).body[0];
    expect([machine?.client_id, machine?.user_id]).toEqual(['server', undefined]);
  });

  it('records successful and failed sign-ups, and sent codes', async () => {
    const page = loginPath(await openLogin());
    await harness.browser.submit(`${page}/signup`, { email: 'ana@example.com', password: 'Long enough' });
    await harness.browser.submit(`${page}/signup`, { email: 'new@example.com', password: 'Long enough' });
    await choose(
      harness.browser,
      await openLogin({ connection: 'email', prompt: 'login' }),
      'email',
      'ruth@example.org',
    );
    const expected = await logs();
    expect(expected.map(({ type }) => type)).toEqual(['fs', 'ss', 's', 'cls']);
    expect(expected[1]?.user_name).toBe('new@example.com');
    expect([expected[3]?.strategy_type, expected[3]?.description]).toEqual(['passwordless', 'ruth@example.org']);
  });

  it('records every change through the Management API, without its secrets', async () => {
    await call(identitiesPath(ANA), 'POST', { provider: 'google-oauth2', user_id: LEO_GOOGLE.split('|')[1] });
    await call(`${identitiesPath(ANA)}/google-oauth2/${LEO_GOOGLE.split('|')[1] ?? ''}`, 'DELETE');
    await call(userPath(ANA), 'PATCH', { password: 'a new secret' });
    await call(userPath(ANA), 'PATCH', { nonsense: true });
    const { body } = await call<TenantLog[]>('/logs?q=type:(sapi OR fapi)&sort=date:1');
    expect(body.map(({ type, description }) => [type, description])).toEqual([
      ['sapi', 'Link a User Account'],
      ['sapi', 'Unlink a User Identity'],
      ['sapi', 'Update a User'],
      ['fapi', 'Update a User'],
    ]);
    expect(JSON.stringify(body)).not.toContain('a new secret');
    expect(body[2]?.details).toEqual(
      jasmine.objectContaining({
        response: { statusCode: 200 },
        request: jasmine.objectContaining({ method: 'patch' }),
      }),
    );
  });

  it('shows only the entries of the user at /users/{id}/logs', async () => {
    await signIn(harness);
    await logIn(harness.browser, await openLogin({ prompt: 'login' }), 'mira@example.com', 'demo');
    const ofAna = (await call<TenantLog[]>(`${userPath(ANA)}/logs`)).body;
    expect(ofAna.map(({ type }) => type)).toEqual(['seacft', 's']);
    const ofMira = await call<{ total: number; logs: TenantLog[] }>(`${userPath(MIRA)}/logs?include_totals=true`);
    expect([ofMira.body.total, ofMira.body.logs[0]?.type]).toEqual([1, 's']);
    expect((await call<unknown[]>(`${userPath('auth0|unknown')}/logs`)).body).toEqual([]);
  });

  it('is cleared by a reset and restored by a snapshot', async () => {
    await signIn(harness);
    const before = await types();
    const snapshot = harness.tenant.control.snapshot();
    harness.tenant.control.reset();
    expect(await types()).toEqual([]);
    harness.tenant.control.restore(snapshot);
    expect(await types()).toEqual(before);
  });
});
