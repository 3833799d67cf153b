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
});
