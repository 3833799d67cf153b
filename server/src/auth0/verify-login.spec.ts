import { createHmac } from 'node:crypto';
import { type AuthorizationServer, type LoginSecrets, createAuthorizationServer } from './authorization-server.ts';
import { ANA, SERVER, SERVER_ORIGIN, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';
import { problemCodeOf } from './testing/problem-code-of.ts';

describe('The proof of a sign-in', () => {
  let harness: Auth0Harness;
  let server: AuthorizationServer;
  let secrets: LoginSecrets;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(async () => {
    harness.tenant.control.reset();
    server = createAuthorizationServer(harness);
    ({ secrets } = await server.begin({ connection: 'github' }));
  });
  afterAll(() => harness.stop());

  const seconds = (offset = 0) => Math.floor(harness.clock.now() / 1000) + offset;
  const idToken = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    harness.tenant.control.signToken(
      { sub: ANA, aud: SERVER, nonce: secrets.nonce, auth_time: seconds(), ...claims },
      header,
    );
  const callback = (query: Record<string, string> = {}) =>
    new URL(
      `${SERVER_ORIGIN}/v1/callback?${String(new URLSearchParams({ iss: harness.tenant.issuer, state: secrets.state, ...query }))}`,
    );
  /** The token endpoint returns this ID token for any code. */
  const finishWith = async (id_token: string | undefined, organization?: string): Promise<string> => {
    const body = { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token };
    harness.tenant.control.faults.add({ path: '/oauth/token', status: 200, body, times: 1 });
    const expected = { startedAt: harness.clock.now(), ...(organization === undefined ? {} : { organization }) };
    return problemCodeOf(server.finish(callback({ code: 'code' }), secrets, expected));
  };

  it('is valid with a complete ID token', async () => {
    expect(await finishWith(await idToken())).toBe('done');
    expect(await finishWith(await idToken({ azp: SERVER }))).toBe('done');
  });

  const invalid: readonly [string, () => Record<string, unknown>, Record<string, unknown>?][] = [
    ['of another issuer', () => ({ iss: 'https://evil.example/' })],
    ['for another client', () => ({ aud: 'onefold-portal' })],
    ['for this and another client', () => ({ aud: [SERVER, 'other'], azp: 'other' })],
    ['for two clients without an azp', () => ({ aud: [SERVER, 'other'] })],
    ['with the azp of another client', () => ({ azp: 'onefold-portal' })],
    ['with another nonce', () => ({ nonce: 'another' })],
    ['without a nonce', () => ({ nonce: null })],
    ['that has expired', () => ({ exp: seconds(-120) })],
    ['that is not valid yet', () => ({ nbf: seconds(120) })],
    ['without sub', () => ({ sub: null })],
    ['of a sign-in in the future', () => ({ auth_time: seconds(120) })],
    ['issued in the future', () => ({ iat: seconds(120) })],
    ['of an unknown key', () => ({}), { kid: 'unknown' }],
  ];
  for (const [what, claims, header] of invalid) {
    it(`fails with an ID token ${what}`, async () => {
      expect(await finishWith(await idToken(claims(), header))).toBe('proof_invalid');
    });
  }

  it('fails without an ID token, without a signature and with one of the public key', async () => {
    expect(await finishWith(undefined)).toBe('proof_invalid');
    const [head = '', payload = '', signature = ''] = (await idToken()).split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await finishWith(`${part({ alg: 'none', kid })}.${payload}.`)).toBe('proof_invalid');
    const response = await fetch(`${harness.tenant.issuer}.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: unknown[] };
    for (const secret of [JSON.stringify(keys[0]), 'server-secret']) {
      const hmac = `${part({ alg: 'HS256', kid })}.${payload}`;
      const mac = createHmac('sha256', secret).update(hmac).digest('base64url');
      expect(await finishWith(`${hmac}.${mac}`)).toBe('proof_invalid');
    }
    const changed = part({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'auth0|victim' });
    expect(await finishWith(`${head}.${changed}.${signature}`)).toBe('proof_invalid');
  });

  it('fails with an access token in place of the ID token', async () => {
    const token = await idToken({ aud: 'https://onefold.local/', azp: SERVER, nonce: null, auth_time: null });
    expect(await finishWith(token)).toBe('proof_invalid');
  });

  it('is not fresh with an auth_time that is absent, malformed or from before the sign-in', async () => {
    for (const auth_time of [null, seconds(-61), seconds(-3600), 0]) {
      expect(await finishWith(await idToken({ auth_time })))
        .withContext(String(auth_time))
        .toBe('login_not_fresh');
    }
    expect(await finishWith(await idToken({ auth_time: String(seconds()) }))).toBe('proof_invalid');
    expect(await finishWith(await idToken({ auth_time: seconds(-50) }))).toBe('done');
  });

  it('rejects an unusable sub', async () => {
    for (const sub of ['null', 'undefined', 'ana', '|1', 'auth0|', 'auth0|null', 'samlp|undefined', 'null|1']) {
      expect(await finishWith(await idToken({ sub })))
        .withContext(sub)
        .toBe('identifier_invalid');
    }
    expect(await finishWith(await idToken({ sub: '' }))).toMatch(/^(identifier|proof)_invalid$/);
  });

  it('is valid only for the requested organization', async () => {
    expect(await finishWith(await idToken({ org_id: 'org_acme' }), 'org_acme')).toBe('done');
    expect(await finishWith(await idToken({ org_id: 'org_1', org_name: 'acme' }), 'Acme')).toBe('done');
    expect(await finishWith(await idToken({ org_id: 'org_evil' }), 'org_acme')).toBe('proof_invalid');
    expect(await finishWith(await idToken(), 'org_acme')).toBe('proof_invalid');
    expect(await finishWith(await idToken({ org_id: 'org_acme' }), 'acme')).toBe('proof_invalid');
  });

  const finish = (query: Record<string, string>) =>
    problemCodeOf(server.finish(callback(query), secrets, { startedAt: harness.clock.now() }));

  it('fails with the reason if the tenant redirects without a code', async () => {
    expect(await finish({ error: 'access_denied', error_description: 'User did not agree' })).toBe('login_cancelled');
    expect(await finish({ error: 'login_required' })).toBe('login_failed');
    expect(await finish({})).toBe('proof_invalid');
  });

  it('is refused with a state of another sign-in', async () => {
    expect(await finish({ code: 'code', state: 'another' })).toBe('proof_invalid');
    expect(await finish({ error: 'access_denied', state: 'another' })).toBe('proof_invalid');
  });

  it('is refused from another tenant (RFC 9207)', async () => {
    expect(await finish({ code: 'code', iss: 'https://evil.example/' })).toBe('proof_invalid');
  });

  it('fails temporarily, without a refusal, if the tenant does not respond', async () => {
    for (const fault of [{ status: 503 }, { status: 429 }, { drop: true }]) {
      harness.tenant.control.faults.add({ path: '/oauth/token', times: 1, ...fault });
      expect(await finish({ code: 'code' }))
        .withContext(JSON.stringify(fault))
        .toBe('auth0_unavailable');
    }
    harness.tenant.control.faults.add({
      path: '/oauth/token',
      times: 1,
      status: 403,
      body: { error: 'invalid_grant' },
    });
    expect(await finish({ code: 'code' })).toBe('login_failed');
  });

  it('fails temporarily if the keys cannot be fetched', async () => {
    harness.tenant.control.faults.add({ path: '/.well-known/jwks.json', status: 503 });
    expect(await finishWith(await idToken())).toBe('auth0_unavailable');
  });
});
