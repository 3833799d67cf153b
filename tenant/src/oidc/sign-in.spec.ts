import { decodeJwt, decodeProtectedHeader } from 'jose';
import {
  APP,
  authorization,
  type OidcHarness,
  CALLBACK,
  claimsOf,
  DATABASE,
  errorOf,
  logIn,
  loginPath,
  redeem,
  refusal,
  signIn,
  startOidcHarness,
} from './testing/oidc-harness.ts';

describe('Signing in', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  it('ends with an ID token that carries the profile, the session and the nonce', async () => {
    const tokens = await signIn(harness);
    const claims = claimsOf(tokens);
    expect(claims['sub']).toMatch(/^auth0\|/);
    expect(claims).toEqual(
      jasmine.objectContaining({
        iss: harness.tenant.issuer,
        aud: 'spa',
        name: 'Ana Souza',
        email: 'ana@example.com',
        email_verified: true,
        sid: jasmine.any(String),
        updated_at: jasmine.stringMatching(/^\d{4}-/),
      }),
    );
    expect(claims['auth_time']).toBeUndefined();
    expect(decodeProtectedHeader(tokens.id_token ?? '').alg).toBe('RS256');
  });

  it('issues an opaque access token without an audience', async () => {
    const tokens = await signIn(harness);
    expect(tokens.access_token).not.toContain('.');
    expect(tokens.refresh_token).toBeUndefined();
  });

  it("issues an access token in Auth0's format for any audience", async () => {
    const tokens = await signIn(harness, { audience: 'any string#at all', scope: 'openid read:things' });
    const claims = decodeJwt(tokens.access_token);
    expect(decodeProtectedHeader(tokens.access_token).typ).toBe('JWT');
    expect(claims).toEqual(
      jasmine.objectContaining({
        iss: harness.tenant.issuer,
        sub: tokens.claims()?.sub,
        aud: ['any string#at all', `${harness.tenant.issuer}userinfo`],
        azp: 'spa',
        scope: 'openid read:things',
      }),
    );
    expect(Object.keys(claims)).not.toContain('client_id');
  });

  it("limits a user's Management API token to the user's own account", async () => {
    const tokens = await signIn(harness, {
      audience: `${harness.tenant.issuer}api/v2/`,
      scope: 'openid read:users update:users read:current_user update:current_user_identities',
    });
    expect(decodeJwt(tokens.access_token)['scope']).toBe('openid read:current_user update:current_user_identities');
  });

  it('puts the organization into both tokens', async () => {
    const byId = await signIn(harness, { organization: 'org_123', audience: 'api' });
    expect(claimsOf(byId)['org_id']).toBe('org_123');
    expect(decodeJwt(byId.access_token)['org_id']).toBe('org_123');
    const byName = await signIn(harness, { organization: 'Acme', prompt: 'login' });
    expect(claimsOf(byName)).toEqual(
      jasmine.objectContaining({ org_name: 'acme', org_id: jasmine.stringMatching(/^org_/) }),
    );
  });

  it('rejects a wrong PKCE verifier', async () => {
    const request = await authorization(harness.config);
    const end = await logIn(harness.browser, await harness.browser.open(request.url));
    const attempt = redeem(harness.config, { ...request, verifier: 'x'.repeat(43) }, end);
    expect(await refusal(attempt)).toEqual({
      status: 403,
      error: 'invalid_grant',
      description: 'Failed to verify code verifier',
    });
  });

  it('accepts a code once, and revokes its tokens when the code is reused', async () => {
    const request = await authorization(harness.config, { scope: 'openid offline_access' });
    const end = await logIn(harness.browser, await harness.browser.open(request.url));
    const tokens = await redeem(harness.config, request, end);
    expect((await refusal(redeem(harness.config, request, end))).description).toBe('Invalid authorization code');
    const refresh = await fetch(`${harness.tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'spa',
        refresh_token: tokens.refresh_token ?? '',
      }),
    });
    expect(refresh.status).toBe(403);
  });

  it("accepts JSON at the token endpoint, and requests from pages of the client's origins", async () => {
    const request = await authorization(harness.config);
    const end = await logIn(harness.browser, await harness.browser.open(request.url));
    const body = {
      grant_type: 'authorization_code',
      client_id: 'spa',
      code: end.url.searchParams.get('code'),
      code_verifier: request.verifier,
      redirect_uri: CALLBACK,
    };
    const post = (origin: string, json: string) =>
      fetch(`${harness.tenant.origin}/oauth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: json,
      });
    expect((await post(APP, '[1]')).status).toBe(400);
    expect(
      (await post('http://localhost:9', JSON.stringify(body))).headers.get('access-control-allow-origin'),
    ).toBeNull();
    const response = await post(APP, JSON.stringify(body));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
  });

  it('reports a wrong password and keeps the input', async () => {
    const page = await harness.browser.open((await authorization(harness.config)).url);
    const again = await logIn(harness.browser, page, 'ana@example.com', 'wrong');
    expect(again.html).toContain('Wrong email or password.');
    expect(again.html).toContain('value="ana@example.com"');
    expect(again.html).toContain('Continue with Google');
    expect((await logIn(harness.browser, page)).url.href).toContain(`${CALLBACK}?code=`);
  });

  it('returns a blocked user to the application with the error unauthorized', async () => {
    const page = await harness.browser.open((await authorization(harness.config)).url);
    const end = await logIn(harness.browser, page, 'ben@example.com');
    expect(errorOf(end)).toEqual({ error: 'unauthorized', description: 'user is blocked' });
    expect(end.url.searchParams.get('state')).toBe('state');
  });

  it('returns a user who cancels to the application with the error access_denied', async () => {
    const page = await harness.browser.open((await authorization(harness.config)).url);
    expect(errorOf(await harness.browser.submit(`${loginPath(page)}/cancel`)).error).toBe('access_denied');
  });

  it('rejects a login page opened by another browser', async () => {
    const page = await harness.browser.open((await authorization(harness.config)).url);
    const other = await fetch(`${page.url.href}/c/${DATABASE}`);
    expect(other.status).toBe(404);
  });
});
