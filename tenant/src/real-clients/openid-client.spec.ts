import * as openid from 'openid-client';
import { CALLBACK, claimsOf, logIn, refusal } from '../oidc/testing/oidc-harness.ts';
import { startSecureHarness, WEB, type SecureHarness } from './testing/secure-harness.ts';

describe('openid-client, unmodified, over TLS', () => {
  let harness: SecureHarness;
  let config: openid.Configuration;
  beforeAll(async () => {
    harness = await startSecureHarness();
    config = await openid.discovery(new URL(harness.issuer), WEB.clientId, WEB.clientSecret);
  });
  afterAll(() => harness.stop());

  const request = async (verifier: string): Promise<Record<string, string>> => ({
    redirect_uri: CALLBACK,
    scope: 'openid email offline_access',
    audience: 'https://api.example/',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'state',
    nonce: 'nonce',
  });
  const signIn = async (url: URL, pkceCodeVerifier: string) => {
    const page = await harness.browser.open(url);
    const { url: end } = page.url.origin === new URL(CALLBACK).origin ? page : await logIn(harness.browser, page);
    return openid.authorizationCodeGrant(config, end, {
      pkceCodeVerifier,
      expectedState: 'state',
      expectedNonce: 'nonce',
    });
  };

  it('discovers the tenant', () => {
    const found = config.serverMetadata();
    expect(found.issuer).toBe(harness.issuer);
    expect(found.supportsPKCE()).toBeTrue();
    const endpoints = [found.authorization_endpoint, found.token_endpoint, found.revocation_endpoint, found.jwks_uri];
    expect(endpoints.every((endpoint) => endpoint?.startsWith(harness.issuer))).toBeTrue();
  });

  it('signs in with PKCE, reads /userinfo, refreshes and revokes', async () => {
    const verifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(config, await request(verifier));
    const tokens = await signIn(url, verifier);
    const subject = tokens.claims()?.sub ?? '';
    expect((await openid.fetchUserInfo(config, tokens.access_token, subject)).email).toBe('ana@example.com');
    const fresh = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(fresh.claims()?.sub).toBe(subject);
    await openid.tokenRevocation(config, fresh.refresh_token ?? '');
    const { error } = await refusal(openid.refreshTokenGrant(config, fresh.refresh_token ?? ''));
    expect(error).toBe('invalid_grant');
  });

  it('is rejected with another verifier', async () => {
    const url = openid.buildAuthorizationUrl(config, await request(openid.randomPKCECodeVerifier()));
    const { status, error } = await refusal(signIn(url, openid.randomPKCECodeVerifier()));
    expect([status, error]).toEqual([403, 'invalid_grant']);
  });

  it('pushes its request first (RFC 9126), and the browser carries only its handle', async () => {
    const verifier = openid.randomPKCECodeVerifier();
    const url = await openid.buildAuthorizationUrlWithPAR(config, await request(verifier));
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const tokens = await signIn(url, verifier);
    expect(claimsOf(tokens)['email']).toBe('ana@example.com');
    const { aud } = JSON.parse(atob(tokens.access_token.split('.')[1] ?? '')) as { aud: string[] };
    expect(aud).toEqual(['https://api.example/', `${harness.issuer}userinfo`]);
  });

  it('gets client credentials tokens only for its grants', async () => {
    const { status, error } = await refusal(
      openid.clientCredentialsGrant(config, { audience: `${harness.issuer}api/v2/` }),
    );
    expect([status, error]).toEqual([403, 'access_denied']);
  });
});
