import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { refreshTokenGrant } from 'openid-client';
import { refusal, signIn, startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('The control over the lifetime of tokens', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  const own = () => ({
    audience: `${harness.tenant.issuer}api/v2/`,
    scope: 'openid offline_access read:current_user update:current_user_identities',
  });
  const getAna = async (token: string) => {
    const response = await fetch(`${harness.tenant.origin}/api/v2/users/${encodeURIComponent(ANA)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, message: ((await response.json()) as { message?: string }).message };
  };
  const userinfo = async (token: string) =>
    (await fetch(`${harness.tenant.origin}/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;
  const jwks = async () =>
    (await (await fetch(`${harness.tenant.origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet;

  it('expires issued tokens everywhere at the tenant; the session and new tokens work', async () => {
    const old = await signIn(harness, own());
    expect([(await getAna(old.access_token)).status, await userinfo(old.access_token)]).toEqual([200, 200]);
    harness.tenant.control.expireTokens();
    expect(await getAna(old.access_token)).toEqual({
      status: 401,
      message: 'Expired token received for JSON Web Token validation',
    });
    expect(await userinfo(old.access_token)).toBe(401);
    expect((await refusal(refreshTokenGrant(harness.config, old.refresh_token ?? ''))).description).toBe(
      'Unknown or invalid refresh token.',
    );
    const fresh = await signIn(harness, own());
    expect((await getAna(fresh.access_token)).status).toBe(200);
    const link = await fetch(`${harness.tenant.origin}/api/v2/users/${encodeURIComponent(ANA)}/identities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fresh.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ link_with: old.id_token }),
    });
    expect(((await link.json()) as { message: string }).message).toBe('Invalid token (link_with).');
  });

  it('expires only the tokens of the given user', async () => {
    const old = await signIn(harness, own());
    harness.tenant.control.expireTokens('auth0|another-user');
    expect((await getAna(old.access_token)).status).toBe(200);
    harness.tenant.control.expireTokens(ANA);
    expect((await getAna(old.access_token)).status).toBe(401);
  });

  it('shortens the life of new tokens until reset', async () => {
    harness.tenant.control.setTokenLifetime(90);
    const { access_token: access, id_token: id } = await signIn(harness, own());
    const life = (token: string) => Number(decodeJwt(token).exp) - Number(decodeJwt(token).iat);
    expect([life(access), life(id ?? '')]).toEqual([90, 90]);
    harness.tenant.control.setTokenLifetime();
    expect(life((await signIn(harness, own())).access_token)).toBe(86_400);
  });

  it('rotates the signing key, and accepts tokens of the old key until it is revoked', async () => {
    const old = await signIn(harness, own());
    const kid = await harness.tenant.control.rotateSigningKey();
    const oldKid = decodeProtectedHeader(old.access_token).kid;
    expect((await jwks()).keys.map((key) => key.kid)).toEqual([kid, jasmine.any(String), oldKid]);
    expect((await getAna(old.access_token)).status).toBe(200);
    const fresh = await signIn(harness, own());
    expect(decodeProtectedHeader(fresh.access_token).kid).toBe(kid);
    expect(decodeProtectedHeader(fresh.id_token ?? '').kid).toBe(kid);
    await jwtVerify(old.id_token ?? '', createLocalJWKSet(await jwks()));
    harness.tenant.control.revokePreviousKeys();
    expect((await jwks()).keys.map((key) => key.kid)).toEqual([kid, jasmine.any(String)]);
    expect((await getAna(old.access_token)).status).toBe(401);
    expect((await getAna(fresh.access_token)).status).toBe(200);
  });

  it('restores the keys of a snapshot', async () => {
    const before = await signIn(harness, own());
    const snapshot = harness.tenant.control.snapshot();
    await harness.tenant.control.rotateSigningKey();
    harness.tenant.control.revokePreviousKeys();
    expect((await getAna(before.access_token)).status).toBe(401);
    harness.tenant.control.restore(snapshot);
    expect((await getAna(before.access_token)).status).toBe(200);
  });
});
