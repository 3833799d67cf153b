import { AuthApiError, AuthenticationClient } from 'auth0/legacy';
import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { CALLBACK } from '../oidc/testing/oidc-harness.ts';
import { MACHINE, startSecureHarness, WEB, type SecureHarness } from './testing/secure-harness.ts';
import { authorizeWeb, signInToWeb, webClient } from './testing/web-sign-in.ts';

describe('AuthenticationClient of the auth0 SDK, unmodified, over TLS', () => {
  let harness: SecureHarness;
  let web: AuthenticationClient;
  beforeAll(async () => {
    harness = await startSecureHarness();
    web = webClient(harness);
  });
  afterAll(() => harness.stop());

  const code = async (parameters: Record<string, string> = {}) =>
    (await authorizeWeb(harness, parameters)).searchParams.get('code') ?? '';

  it('gets a token as a machine', async () => {
    const machine = new AuthenticationClient({ ...MACHINE, domain: harness.domain });
    const { data } = await machine.oauth.clientCredentialsGrant({ audience: `${harness.issuer}api/v2/` });
    expect(data).toEqual(jasmine.objectContaining({ token_type: 'Bearer', expires_in: 86_400 }));
    await expectAsync(web.oauth.clientCredentialsGrant({ audience: `${harness.issuer}api/v2/` })).toBeRejectedWith(
      refused(403, 'access_denied'),
    );
  });

  it('exchanges a code once, and checks the ID token with nonce and max_age', async () => {
    const once = await code({ nonce: 'n', max_age: '3600' });
    const exchange = () =>
      web.oauth.authorizationCodeGrant(
        { code: once, redirect_uri: CALLBACK },
        { idTokenValidateOptions: { nonce: 'n', maxAge: 3600 } },
      );
    expect((await exchange()).data.refresh_token).toEqual(jasmine.any(String));
    await expectAsync(exchange()).toBeRejectedWith(refused(403, 'invalid_grant'));
  });

  it('exchanges a code with its verifier', async () => {
    const verifier = randomPKCECodeVerifier();
    const challenge = await calculatePKCECodeChallenge(verifier);
    const challenged = { code_challenge: challenge, code_challenge_method: 'S256' };
    const exchange = async (code_verifier: string) =>
      web.oauth.authorizationCodeGrantWithPKCE({ code: await code(challenged), code_verifier, redirect_uri: CALLBACK });
    expect((await exchange(verifier)).data.access_token).toEqual(jasmine.any(String));
    await expectAsync(exchange(randomPKCECodeVerifier())).toBeRejectedWith(refused(403, 'invalid_grant'));
  });

  it('rotates refresh tokens; the reuse of one ends its family', async () => {
    const first = await signInToWeb(harness);
    const refresh = (token = '') => web.oauth.refreshTokenGrant({ refresh_token: token });
    const { data: second } = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expectAsync(refresh(first.refresh_token)).toBeRejectedWith(refused(403, 'invalid_grant'));
    await expectAsync(refresh(second.refresh_token)).toBeRejectedWith(refused(403, 'invalid_grant'));
  });

  it('revokes a refresh token', async () => {
    const { refresh_token: token = '' } = await signInToWeb(harness);
    await web.oauth.revokeRefreshToken({ token });
    await expectAsync(web.oauth.refreshTokenGrant({ refresh_token: token })).toBeRejectedWith(
      refused(403, 'invalid_grant'),
    );
  });

  it('pushes an authorization request', async () => {
    const { data } = await web.oauth.pushedAuthorization({
      client_id: WEB.clientId,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
    });
    const exchanged = web.oauth.authorizationCodeGrant({
      code: await code({ request_uri: data.request_uri }),
      redirect_uri: CALLBACK,
    });
    expect((await exchanged).data.id_token).toEqual(jasmine.any(String));
  });
});

/** The SDK's own error, made from the tenant's response. */
function refused(statusCode: number, error: string): jasmine.AsymmetricMatcher<unknown> {
  return {
    asymmetricMatch: (thrown) =>
      thrown instanceof AuthApiError && thrown.statusCode === statusCode && thrown.error === error,
    jasmineToString: () => `AuthApiError ${statusCode} ${error}`,
  };
}
