import {
  authorization,
  claimsOf,
  CALLBACK,
  DATABASE,
  errorOf,
  redeem,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const OTP = 'http://auth0.com/oauth/grant-type/passwordless/otp';
const REALM = 'http://auth0.com/oauth/grant-type/password-realm';

describe('A cross-origin login', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const post = async (body: object) => {
    const response = await fetch(`${harness.tenant.origin}/co/authenticate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4200' },
      body: JSON.stringify({ client_id: 'spa', credential_type: REALM, ...body }),
    });
    return {
      status: response.status,
      origin: response.headers.get('access-control-allow-origin'),
      body: (await response.json()) as Readonly<Record<string, string>>,
    };
  };

  it('returns a ticket that signs in once, even if another user has the session', async () => {
    await signIn(harness, {}, 'mira@example.com');
    const { status, origin, body } = await post({ realm: DATABASE, username: 'ana@example.com', password: 'demo' });
    expect([status, origin]).toEqual([200, 'http://localhost:4200']);
    expect(Object.keys(body).sort()).toEqual(['co_id', 'co_verifier', 'login_ticket']);
    const parameters = { login_ticket: body['login_ticket'] ?? '', realm: DATABASE };
    const request = await authorization(harness.config, parameters);
    const end = await harness.browser.open(request.url);
    expect(end.url.href).toContain(CALLBACK);
    expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe(ANA);
    const again = await harness.browser.open((await authorization(harness.config, parameters)).url);
    expect(again.url.pathname).toMatch(/^\/u\/login\//);
  });

  it('with a ticket responds to a silent request, as Lock does in its popup mode, and never shows a page', async () => {
    const { body } = await post({ realm: DATABASE, username: 'ana@example.com', password: 'demo' });
    const silent = { login_ticket: body['login_ticket'] ?? '', realm: DATABASE, prompt: 'none' };
    const request = await authorization(harness.config, silent);
    const end = await harness.browser.open(request.url);
    expect(claimsOf(await redeem(harness.config, request, end))['sub']).toBe(ANA);
    const again = await harness.browser.open((await authorization(harness.config, silent)).url);
    expect(errorOf(again).error).toBe('login_required');
  });

  it('with a second factor ends a silent request without a page', async () => {
    const { body } = await post({ realm: DATABASE, username: 'otto@example.com', password: 'demo' });
    const silent = { login_ticket: body['login_ticket'] ?? '', realm: DATABASE, prompt: 'none' };
    const end = await harness.browser.open((await authorization(harness.config, silent)).url);
    expect(errorOf(end).error).toBe('login_required');
  });

  it('rejects a blocked user', async () => {
    const { status, body } = await post({ realm: DATABASE, username: 'ben@example.com', password: 'demo' });
    expect([status, body['error'], body['error_description']]).toEqual([403, 'unauthorized', 'user is blocked']);
  });

  it('uses only connections of the client', async () => {
    const app = { name: 'Google app', app_type: 'spa', callbacks: [CALLBACK], connections: ['google-oauth2'] } as const;
    harness.tenant.control.seed({ clients: [{ ...app, client_id: 'google' }] });
    const login = { client_id: 'google', username: 'ana@example.com', password: 'demo' };
    const code = { ...login, realm: 'email', credential_type: OTP, otp: '1' };
    for (const body of [login, { ...login, realm: DATABASE }, code]) {
      const { status, body: error } = await post(body);
      expect([status, error['error_description']]).toEqual([400, 'Unknown or disabled realm']);
    }
  });

  it('accepts the code of a message once', async () => {
    const start = { client_id: 'spa', connection: 'sms', phone_number: '+1 555 0100', send: 'code' };
    const headers = { 'content-type': 'application/json' };
    const url = `${harness.tenant.origin}/passwordless/start`;
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(start) })).status).toBe(200);
    const otp = harness.tenant.control.messages.latest('+15550100')?.code ?? '';
    const login = { realm: 'sms', username: '+1 555 0100', credential_type: OTP };
    const wrong = await post({ ...login, otp: 'no' });
    expect([wrong.status, wrong.body['error_description']]).toEqual([403, 'Wrong phone number or verification code.']);
    expect((await post({ ...login, username: '?', otp })).status).toBe(403);
    const { status, body } = await post({ ...login, otp });
    expect(status).toBe(200);
    const request = await authorization(harness.config, { login_ticket: body['login_ticket'] ?? '', realm: 'sms' });
    const claims = claimsOf(await redeem(harness.config, request, await harness.browser.open(request.url)));
    expect(claims['sub']).toMatch(/^sms\|/);
    expect((await post({ ...login, otp })).status).toBe(403);
    expect((await post({ ...login, realm: DATABASE, otp })).status).toBe(400);
  });

  it('requires no CAPTCHA', async () => {
    for (const path of ['usernamepassword', 'passwordless', 'dbconnections/signup', 'dbconnections/change_password']) {
      const response = await fetch(`${harness.tenant.origin}/${path}/challenge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:4200' },
        body: '{"state":"s"}',
      });
      expect([response.status, response.headers.get('access-control-allow-origin')])
        .withContext(path)
        .toEqual([200, 'http://localhost:4200']);
      expect(await response.json()).toEqual({ required: false });
    }
  });

  it('without a realm uses the first database of the client', async () => {
    expect((await post({ username: 'ana@example.com', password: 'demo' })).status).toBe(200);
  });

  it('rejects a wrong password, an unknown realm and an unsupported credential', async () => {
    const wrong = await post({ realm: DATABASE, username: 'ana@example.com', password: 'no' });
    expect([wrong.status, wrong.body['error'], wrong.body['error_description']]).toEqual([
      403,
      'access_denied',
      'Wrong email or password.',
    ]);
    expect((await post({ realm: 'none', username: 'a', password: 'b' })).status).toBe(400);
    expect((await post({ credential_type: 'other', username: 'a', password: 'b' })).status).toBe(400);
    const silent = await authorization(harness.config, { prompt: 'none' });
    expect(errorOf(await harness.browser.open(silent.url)).error).toBe('login_required');
  });

  it('is configured by a script with the connections of the client', async () => {
    const script = await fetch(`${harness.tenant.origin}/client/spa.js`);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'application/javascript; charset=utf-8']);
    const text = await script.text();
    const json = /^Auth0\.setClient\((.*)\);$/.exec(text)?.[1] ?? '';
    const client = JSON.parse(json) as { id: string; strategies: { name: string; connections: { name: string }[] }[] };
    expect([client.id, client.strategies.find(({ name }) => name === 'auth0')?.connections[0]?.name]).toEqual([
      'spa',
      DATABASE,
    ]);
    expect((await fetch(`${harness.tenant.origin}/client/none.js`)).status).toBe(404);
  });

  it('finds the domains of an enterprise connection in the script', async () => {
    const options = { domain_aliases: ['acme.example'], tenant_domain: 'acme.example.com' };
    harness.tenant.control.seed({
      connections: [{ id: 'con_0000000000000001', name: 'acme', strategy: 'waad', isSocial: false, options }],
    });
    const text = await (await fetch(`${harness.tenant.origin}/client/spa.js`)).text();
    expect(text).toContain('"domain":"acme.example.com","domain_aliases":["acme.example"]');
  });
});
