import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import {
  authorization,
  choose,
  claimsOf,
  errorOf,
  logIn,
  redeem,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';

describe('The control over tokens and reauthentication', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  it("signs any claims with the tenant's own key, by the tenant's clock", async () => {
    const { control, issuer, origin } = harness.tenant;
    control.advanceClock(1000);
    const token = await control.signToken({ sub: 'auth0|x', aud: 'api', extra: 1 }, { typ: 'at+jwt' });
    const jwks = createRemoteJWKSet(new URL(`${origin}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(token, jwks, { issuer, audience: 'api' });
    expect(payload).toEqual(jasmine.objectContaining({ sub: 'auth0|x', extra: 1 }));
    expect(Number(payload.iat) * 1000).toBeGreaterThan(Date.now() + 900_000);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
    expect(protectedHeader.typ).toBe('at+jwt');
  });

  it('omits null claims, and signs with another algorithm of the key', async () => {
    const token = await harness.tenant.control.signToken(
      { exp: null, iss: 'https://other/' },
      { alg: 'PS256', kid: null },
    );
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'PS256', typ: 'JWT' });
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(Object.keys(claims).sort()).toEqual(['iat', 'iss']);
  });

  const repeat = async (extra: Record<string, string> = {}) => {
    const requested = { connection: 'google-oauth2', prompt: 'login', max_age: '0', ...extra };
    const request = await authorization(harness.config, requested);
    const page = await harness.browser.open(request.url);
    const end = await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net');
    return claimsOf(await redeem(harness.config, request, end));
  };
  const now = () => Math.floor(Date.now() / 1000);

  it('makes a provider report the old login of its own session', async () => {
    harness.tenant.control.setReauthentication('google-oauth2', 'old');
    const { auth_time: then } = await repeat();
    expect(now() - Number(then)).toBeGreaterThanOrEqual(3600);
    harness.tenant.control.setReauthentication('google-oauth2', 'fresh');
    expect(now() - Number((await repeat())['auth_time'])).toBeLessThan(60);
  });

  for (const max_age of ['0', '60']) {
    it(`omits auth_time for a provider that does not report it, even with max_age=${max_age}`, async () => {
      harness.tenant.control.setReauthentication('google-oauth2', 'absent');
      expect(Object.keys(await repeat({ max_age }))).not.toContain('auth_time');
      harness.tenant.control.reset();
      expect(Object.keys(await repeat({ max_age }))).toContain('auth_time');
    });
  }

  it('changes only the given connection, and rejects an unknown one', async () => {
    harness.tenant.control.setReauthentication('google-oauth2', 'absent');
    const request = await authorization(harness.config, { max_age: '0' });
    const end = await logIn(harness.browser, await harness.browser.open(request.url));
    expect(errorOf(end).error).toBeNull();
    expect(Object.keys(claimsOf(await redeem(harness.config, request, end)))).toContain('auth_time');
    expect(() => harness.tenant.control.setReauthentication('nowhere', 'old')).toThrowError(RangeError);
  });
});
