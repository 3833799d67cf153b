import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { type AccessTokenVerifier, createAccessTokenVerifier } from './access-token-verifier.ts';
import { ANA, AUDIENCE, PORTAL, SERVER, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';
import { problemCodeOf } from './testing/problem-code-of.ts';

describe('An access token', () => {
  let harness: Auth0Harness;
  let tokens: AccessTokenVerifier;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(() => {
    harness.tenant.control.reset();
    tokens = createAccessTokenVerifier(harness);
  });
  afterAll(() => harness.stop());

  const good = () => ({ sub: ANA, azp: PORTAL, aud: [AUDIENCE, `${harness.tenant.issuer}userinfo`] });
  const signed = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    harness.tenant.control.signToken({ ...good(), ...claims }, { typ: 'JWT', ...header });
  const seconds = (offset: number) => Math.floor(harness.clock.now() / 1000) + offset;
  const codeOf = (token: string) => problemCodeOf(tokens.verify(token));

  it('identifies the caller', async () => {
    const claims = { org_id: 'org_acme', auth_time: 1_700_000_000, 'https://onefold.dev/connection': 'github' };
    expect(await tokens.verify(await signed(claims))).toEqual({
      subject: ANA,
      clientId: PORTAL,
      organization: 'org_acme',
      authTime: 1_700_000_000_000,
      connection: 'github',
    });
  });

  it('names the actor of a delegated session', async () => {
    const actors: (string | undefined)[] = [];
    for (const act of [{ sub: 'auth0|support' }, {}, 'support', null]) {
      actors.push((await tokens.verify(await signed({ act }))).actor);
    }
    // The tenant leaves a claim out that is null.
    expect(actors).toEqual(['auth0|support', 'unknown', 'unknown', undefined]);
  });

  it('may have a subject that ends in a word such as "null"', async () => {
    for (const sub of ['oauth2|corp|nan', 'samlp|acme|null', 'auth0|none-of-it']) {
      await expectAsync(tokens.verify(await signed({ sub }))).toBeResolvedTo({ subject: sub, clientId: PORTAL });
    }
  });

  it('is refused if it was issued in the future', async () => {
    expect(await codeOf(await signed({ iat: seconds(25) }))).toBe('done');
    expect(await codeOf(await signed({ iat: seconds(60) }))).toBe('unauthorized');
  });

  it('may have the format of RFC 9068', async () => {
    const token = await signed({ azp: null, client_id: PORTAL }, { typ: 'at+jwt' });
    expect(await tokens.verify(token)).toEqual({ subject: ANA, clientId: PORTAL });
  });

  it('of this tenant, signed with its key, is accepted within the clock tolerance', async () => {
    expect(await codeOf(await signed({ exp: seconds(-20), nbf: seconds(20) }))).toBe('done');
  });

  const refused: readonly [string, () => Record<string, unknown>, Record<string, unknown>?][] = [
    ['of another issuer', () => ({ iss: 'https://evil.example/' })],
    ['of an issuer without the slash', () => ({ iss: harness.tenant.origin })],
    ['for another API', () => ({ aud: 'https://other.example/' })],
    ['for no API', () => ({ aud: null })],
    ['that is an ID token', () => ({ aud: PORTAL, nonce: 'n' })],
    ['that has expired', () => ({ exp: seconds(-60) })],
    ['without an expiry', () => ({ exp: null })],
    ['that is not valid yet', () => ({ nbf: seconds(60) })],
    ['without azp', () => ({ azp: null })],
    ['whose azp and client_id differ', () => ({ client_id: 'other' })],
    ['without sub', () => ({ sub: null })],
    ['whose sub is empty', () => ({ sub: '' })],
    ['whose sub is "null"', () => ({ sub: 'null' })],
    ['whose id is the word null', () => ({ sub: 'samlp|null' })],
    ['whose sub has no provider', () => ({ sub: '|123' })],
    ['of another type', () => ({}), { typ: 'logout+jwt' }],
    ['of an unknown key', () => ({}), { kid: 'unknown' }],
    ['that names no key', () => ({}), { kid: undefined }],
  ];
  for (const [what, claims, header] of refused) {
    it(`${what} is refused`, async () => {
      expect(await codeOf(await signed(claims(), header))).toBe('unauthorized');
    });
  }

  it('of another client, or of a client itself, is forbidden', async () => {
    expect(await codeOf(await signed({ azp: SERVER }))).toBe('forbidden');
    expect(await codeOf(await signed({ sub: `${PORTAL}@clients` }))).toBe('forbidden');
    expect(await codeOf(await signed({ gty: 'client-credentials' }))).toBe('forbidden');
  });

  it('that is not a JWT is refused', async () => {
    for (const text of ['', 'x', 'a.b', 'a.b.c', '..', `${'a'.repeat(20_000)}.b.c`]) {
      expect(await codeOf(text))
        .withContext(text.slice(0, 10))
        .toBe('unauthorized');
    }
  });

  it('without a signature, or with one of the public key, of a foreign key or of another token is refused', async () => {
    const [, payload = '', signature = ''] = (await signed()).split('.');
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const response = await fetch(`${harness.tenant.issuer}.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: { kid: string }[] };
    const kid = keys[0]?.kid;
    const none = part({ alg: 'none', typ: 'JWT', kid });
    expect(await codeOf(`${none}.${payload}.`)).toBe('unauthorized');
    const hmac = part({ alg: 'HS256', typ: 'JWT', kid });
    for (const secret of [JSON.stringify(keys[0]), 'server-secret']) {
      const mac = createHmac('sha256', secret).update(`${hmac}.${payload}`).digest('base64url');
      expect(await codeOf(`${hmac}.${payload}.${mac}`)).toBe('unauthorized');
    }
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = part({ alg: 'RS256', typ: 'JWT', kid });
    const foreign = sign('sha256', Buffer.from(`${header}.${payload}`), privateKey).toString('base64url');
    expect(await codeOf(`${header}.${payload}.${foreign}`)).toBe('unauthorized');
    const changed = part({ ...good(), iss: harness.tenant.issuer, sub: 'auth0|admin', exp: seconds(600) });
    expect(await codeOf(`${header}.${changed}.${signature}`)).toBe('unauthorized');
  });

  it('is not verified while the keys cannot be fetched, and is verified afterwards', async () => {
    const token = await signed();
    for (const fault of [{ status: 503 }, { drop: true }, { status: 200, body: 'no keys' }]) {
      const id = harness.tenant.control.faults.add({ path: '/.well-known/jwks.json', ...fault });
      expect(await codeOf(token)).toBe('auth0_unavailable');
      harness.tenant.control.faults.remove(id);
    }
    expect(await codeOf(token)).toBe('done');
  });

  it('is cached until it expires or the keys change', async () => {
    const token = await signed({ exp: seconds(2400) });
    const others = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    const now = Date.now();
    const verified = spyOn(crypto.subtle, 'verify').and.callThrough();
    for (let count = 0; count < 3; count++) expect(await codeOf(token)).toBe('done');
    expect(verified).toHaveBeenCalledTimes(1);
    const another = await signed({ exp: seconds(2400), jti: 'another' });
    expect(await codeOf(another)).toBe('done');
    expect(await codeOf(`${token}x`)).toBe('unauthorized');

    const clock = spyOn(Date, 'now').and.returnValue(now + 700_000);
    expect(await codeOf(token)).toBe('done');
    const body = { keys: [{ ...others, kid: 'new', alg: 'RS256', use: 'sig' }] };
    const fault = harness.tenant.control.faults.add({ path: '/.well-known/jwks.json', status: 200, body });
    clock.and.returnValue(now + 1_400_000);
    expect(await codeOf(token)).toBe('unauthorized');
    // Its request has fetched the new keys, with which the other token cannot be verified either.
    expect(await codeOf(another)).toBe('unauthorized');
    harness.tenant.control.faults.remove(fault);
    clock.and.returnValue(now + 2_100_000);
    expect(await codeOf(token)).toBe('done');
    clock.and.returnValue(now + 2_500_000);
    expect(await codeOf(token)).toBe('unauthorized');
  });

  it('of an unknown key does not cause a key request each time', async () => {
    for (let count = 0; count < 5; count++) await codeOf(await signed({}, { kid: `unknown-${count}` }));
    const fetched = harness.tenant.control.journal.entries().filter(({ path }) => path === '/.well-known/jwks.json');
    expect(fetched.length).toBe(1);
  });
});
