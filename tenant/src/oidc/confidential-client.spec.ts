import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import {
  authorization,
  CALLBACK,
  claimsOf,
  errorOf,
  logIn,
  redeem,
  refusal,
  startOidcHarness,
  type OidcHarness,
} from './testing/oidc-harness.ts';

const SECRET = 'web secret: +/&';

describe('A confidential web application', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  const discover = (authentication: openid.ClientAuth) =>
    openid.discovery(new URL(harness.tenant.issuer), 'web', undefined, authentication, {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only to stand out; the tenant has no TLS
      execute: [openid.allowInsecureRequests],
    });
  const login = async (config: openid.Configuration, extra: Record<string, string> = {}) => {
    const request = await authorization(config, { prompt: 'login', max_age: '0', ...extra });
    return { request, end: await logIn(harness.browser, await harness.browser.open(request.url)) };
  };

  for (const [way, authentication] of [
    ['in the body', openid.ClientSecretPost(SECRET)],
    ['by HTTP Basic', openid.ClientSecretBasic(SECRET)],
  ] as const) {
    it(`signs a user in with PKCE and its secret ${way}; the ID token contains auth_time`, async () => {
      const config = await discover(authentication);
      const { request, end } = await login(config, { organization: 'org_1234567890abcdef' });
      const tokens = await redeem(config, request, end, 0);
      expect(decodeProtectedHeader(tokens.id_token ?? '').alg).toBe('RS256');
      const claims = claimsOf(tokens);
      expect(claims).toEqual(
        jasmine.objectContaining({ iss: harness.tenant.issuer, aud: 'web', org_id: 'org_1234567890abcdef' }),
      );
      expect(Number(claims['iat']) - Number(claims['auth_time'])).toBeLessThanOrEqual(1);
    });
  }

  it('exchanges a code without its redirect_uri, but not with another one', async () => {
    const config = await discover(openid.ClientSecretPost(SECRET));
    // With a single callback, the library itself would know which one was used.
    const other = 'http://localhost:4200/other';
    const web = { client_id: 'web', name: 'Web', app_type: 'regular_web', client_secret: SECRET } as const;
    harness.tenant.control.seed({ clients: [{ ...web, callbacks: [CALLBACK, other] }] });
    const exchange = async (more: Record<string, string>) => {
      const { request, end } = await login(config);
      const body = { grant_type: 'authorization_code', client_id: 'web', client_secret: SECRET, ...more };
      const code = end.url.searchParams.get('code') ?? '';
      const response = await fetch(`${harness.tenant.origin}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...body, code, code_verifier: request.verifier }),
      });
      return response.status;
    };
    expect(await exchange({})).toBe(200);
    expect(await exchange({ redirect_uri: other })).toBeGreaterThanOrEqual(400);
  });

  it('is rejected with a wrong secret, with none, and with another verifier', async () => {
    for (const authentication of [openid.ClientSecretPost('wrong'), openid.ClientSecretBasic('wrong'), openid.None()]) {
      const config = await discover(authentication);
      const { request, end } = await login(config);
      const { status } = await refusal(redeem(config, request, end, 0));
      expect(status).toBe(401);
    }
    const config = await discover(openid.ClientSecretPost(SECRET));
    const { request, end } = await login(config);
    const other = { ...request, verifier: openid.randomPKCECodeVerifier() };
    expect((await refusal(redeem(config, other, end, 0))).description).toBe('Failed to verify code verifier');
  });

  it('receives an error if the user cancels', async () => {
    const config = await discover(openid.ClientSecretPost(SECRET));
    const page = await harness.browser.open((await authorization(config)).url);
    const path = /^\/u\/login\/[^/]+/.exec(page.url.pathname)?.[0] ?? '';
    expect(errorOf(await harness.browser.submit(`${path}/cancel`)).error).toBe('access_denied');
  });

  it("gets a user's token for an API of the operator, in Auth0's format", async () => {
    const audience = 'https://onefold.local/';
    const request = await authorization(harness.config, { audience, scope: 'openid profile email' });
    const end = await logIn(harness.browser, await harness.browser.open(request.url));
    const tokens = await redeem(harness.config, request, end);
    const claims = decodeJwt(tokens.access_token);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'azp', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub']);
    expect(claims).toEqual(
      jasmine.objectContaining({
        aud: [audience, `${harness.tenant.issuer}userinfo`],
        azp: 'spa',
        scope: 'openid profile email',
      }),
    );
  });
});
