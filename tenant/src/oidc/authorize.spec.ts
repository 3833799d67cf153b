import * as openid from 'openid-client';
import {
  authorization,
  choose,
  errorOf,
  logIn,
  loginPath,
  startOidcHarness,
  type OidcHarness,
} from './testing/oidc-harness.ts';

describe('The authorization endpoint', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const sendRequest = async (extra: Record<string, string>) =>
    harness.browser.open((await authorization(harness.config, extra)).url);

  it('is described by the discovery document, whose issuer ends with a slash', () => {
    const { tenant, config } = harness;
    // Widened, because the metadata's own type is too deep for the matcher's.
    const metadata: Readonly<Record<string, unknown>> = config.serverMetadata();
    expect(metadata).toEqual(
      jasmine.objectContaining({
        issuer: tenant.issuer,
        authorization_endpoint: `${tenant.issuer}authorize`,
        token_endpoint: `${tenant.issuer}oauth/token`,
        revocation_endpoint: `${tenant.issuer}oauth/revoke`,
        userinfo_endpoint: `${tenant.issuer}userinfo`,
        end_session_endpoint: `${tenant.issuer}oidc/logout`,
        jwks_uri: `${tenant.issuer}.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    );
  });

  it('publishes only the public halves of its current and next key', async () => {
    const response = await fetch(`${harness.tenant.origin}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    const names = ['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t'];
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([names, names]);
  });

  it('sends nothing to a callback that is not exactly registered', async () => {
    for (const redirect_uri of [
      'http://localhost:4200/callback/',
      'http://localhost:4200',
      'http://evil.example/callback',
    ]) {
      const page = await sendRequest({ redirect_uri });
      expect(page.status).toBe(403);
      expect(page.html).toContain('<h1>Callback URL mismatch</h1>');
    }
  });

  it('sends nothing for an unknown client', async () => {
    const page = await sendRequest({ client_id: '<b>unknown' });
    expect(page.status).toBe(403);
    expect(page.html).toContain('Unknown client: &lt;b&gt;unknown');
  });

  it('demands PKCE of a client without a secret', async () => {
    const { url } = await authorization(harness.config);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    expect(errorOf(await harness.browser.open(url)).error).toBe('invalid_request');
  });

  it('accepts a pushed request, whose callback is checked when it is pushed', async () => {
    const { url } = await authorization(harness.config, { audience: 'api', prompt: 'consent' });
    const pushed = await openid.buildAuthorizationUrlWithPAR(harness.config, url.searchParams);
    expect(pushed.searchParams.has('request_uri')).toBeTrue();
    const end = await logIn(harness.browser, await harness.browser.open(pushed));
    expect(end.url.searchParams.get('code')).toBeTruthy();
    url.searchParams.set('redirect_uri', 'http://evil.example/');
    await expectAsync(openid.buildAuthorizationUrlWithPAR(harness.config, url.searchParams)).toBeRejected();
  });

  it('opens the page of connection= directly', async () => {
    const page = await sendRequest({ connection: 'github' });
    expect(page.url.pathname).toBe(`${loginPath(page)}/c/github`);
    expect(page.html).not.toContain('Other ways to sign in');
  });

  it('rejects a connection that the client does not have', async () => {
    harness.tenant.control.setConnectionEnabled('spa', 'github', false);
    expect(errorOf(await sendRequest({ connection: 'github' })).error).toBe('invalid_request');
    expect((await sendRequest({})).html).not.toContain('GitHub');
  });

  it('fills in the login hint and lists the matching account first', async () => {
    expect((await sendRequest({ login_hint: 'mira@example.com' })).html).toContain('value="mira@example.com"');
    const page = await sendRequest({ connection: 'google-oauth2', login_hint: 'LEO.park@example.net' });
    expect(page.html.split('<button')[1]).toContain('Leo Park');
    expect(page.html.split('<button')[1]).toContain('autofocus');
  });

  it('opens the sign-up form for screen_hint=signup and signs the new user in', async () => {
    const page = await sendRequest({ screen_hint: 'signup' });
    expect(page.html).toContain('<h1>Sign up for Spa</h1>');
    const taken = await harness.browser.submit(page.url, { email: 'ana@example.com', password: 'Long enough' });
    expect(taken.html).toContain('That email already has an account.');
    const end = await harness.browser.submit(page.url, { email: 'new@example.com', password: 'Long enough' });
    expect(end.url.searchParams.get('code')).toBeTruthy();
    const again = await logIn(
      harness.browser,
      await sendRequest({ prompt: 'login' }),
      'new@example.com',
      'Long enough',
    );
    expect(again.url.searchParams.get('code')).toBeTruthy();
  });

  it('signs in at every fake provider', async () => {
    const people = [
      ['google-oauth2', 'leo.park@example.net'],
      ['windowslive', 'nora.lind@example.org'],
      ['acme-corp', 'sam.taylor@acme.example'],
    ] as const;
    for (const [connection, email] of people) {
      const end = await choose(harness.browser, await sendRequest({ connection, prompt: 'login' }), connection, email);
      expect(end.url.searchParams.get('code')).withContext(connection).toBeTruthy();
    }
  });
});
