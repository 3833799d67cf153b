import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { refreshTokenGrant } from 'openid-client';
import { refusal, signIn, startBench, type Bench } from '../oidc/testing/tenant-client.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('The control of tokens', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.tenant.stop());

  const own = () => ({
    audience: `${bench.tenant.issuer}api/v2/`,
    scope: 'openid offline_access read:current_user update:current_user_identities',
  });
  const readAna = async (token: string) => {
    const answer = await fetch(`${bench.tenant.origin}/api/v2/users/${encodeURIComponent(ANA)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: answer.status, message: ((await answer.json()) as { message?: string }).message };
  };
  const userinfo = async (token: string) =>
    (await fetch(`${bench.tenant.origin}/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status;
  const jwks = async () =>
    (await (await fetch(`${bench.tenant.origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet;

  it('expires issued tokens everywhere at the tenant; the session and new tokens work', async () => {
    const old = await signIn(bench, own());
    expect([(await readAna(old.access_token)).status, await userinfo(old.access_token)]).toEqual([200, 200]);
    bench.tenant.control.expireTokens();
    expect(await readAna(old.access_token)).toEqual({
      status: 401,
      message: 'Expired token received for JSON Web Token validation',
    });
    expect(await userinfo(old.access_token)).toBe(401);
    expect((await refusal(refreshTokenGrant(bench.config, old.refresh_token ?? ''))).description).toBe(
      'Unknown or invalid refresh token.',
    );
    const fresh = await signIn(bench, own());
    expect((await readAna(fresh.access_token)).status).toBe(200);
    const link = await fetch(`${bench.tenant.origin}/api/v2/users/${encodeURIComponent(ANA)}/identities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fresh.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ link_with: old.id_token }),
    });
    expect(((await link.json()) as { message: string }).message).toBe('Invalid token (link_with).');
  });

  it('expires only the tokens of the given user', async () => {
    const old = await signIn(bench, own());
    bench.tenant.control.expireTokens('auth0|another-user');
    expect((await readAna(old.access_token)).status).toBe(200);
    bench.tenant.control.expireTokens(ANA);
    expect((await readAna(old.access_token)).status).toBe(401);
  });

  it('shortens the life of new tokens until reset', async () => {
    bench.tenant.control.setTokenLifetime(90);
    const { access_token: access, id_token: id } = await signIn(bench, own());
    const life = (token: string) => Number(decodeJwt(token).exp) - Number(decodeJwt(token).iat);
    expect([life(access), life(id ?? '')]).toEqual([90, 90]);
    bench.tenant.control.setTokenLifetime();
    expect(life((await signIn(bench, own())).access_token)).toBe(86_400);
  });

  it('rotates the key: new tokens by the new one, old tokens still good until the old key is revoked', async () => {
    const old = await signIn(bench, own());
    const kid = await bench.tenant.control.rotateSigningKey();
    const oldKid = decodeProtectedHeader(old.access_token).kid;
    expect((await jwks()).keys.map((key) => key.kid)).toEqual([kid, jasmine.any(String), oldKid]);
    expect((await readAna(old.access_token)).status).toBe(200);
    const fresh = await signIn(bench, own());
    expect(decodeProtectedHeader(fresh.access_token).kid).toBe(kid);
    expect(decodeProtectedHeader(fresh.id_token ?? '').kid).toBe(kid);
    await jwtVerify(old.id_token ?? '', createLocalJWKSet(await jwks()));
    bench.tenant.control.revokePreviousKeys();
    expect((await jwks()).keys.map((key) => key.kid)).toEqual([kid, jasmine.any(String)]);
    expect((await readAna(old.access_token)).status).toBe(401);
    expect((await readAna(fresh.access_token)).status).toBe(200);
  });

  it('restores the keys of a snapshot', async () => {
    const before = await signIn(bench, own());
    const snapshot = bench.tenant.control.snapshot();
    await bench.tenant.control.rotateSigningKey();
    bench.tenant.control.revokePreviousKeys();
    expect((await readAna(before.access_token)).status).toBe(401);
    bench.tenant.control.restore(snapshot);
    expect((await readAna(before.access_token)).status).toBe(200);
  });
});
