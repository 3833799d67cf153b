import * as openid from 'openid-client';
import { authorization, choose, errorOf, logIn, loginPath, startBench, type Bench } from './testing/tenant-client.ts';

describe('The authorization endpoint', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.tenant.stop());
  const ask = async (extra: Record<string, string>) =>
    bench.browser.open((await authorization(bench.config, extra)).url);

  it('is described by the discovery document, whose issuer ends with a slash', () => {
    const { tenant, config } = bench;
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
    const answer = await fetch(`${bench.tenant.origin}/.well-known/jwks.json`);
    const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
    const names = ['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5c', 'x5t'];
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([names, names]);
  });

  it('sends nothing to a callback that is not exactly registered', async () => {
    for (const redirect_uri of [
      'http://localhost:4200/callback/',
      'http://localhost:4200',
      'http://evil.example/callback',
    ]) {
      const page = await ask({ redirect_uri });
      expect(page.status).toBe(403);
      expect(page.html).toContain('<h1>Callback URL mismatch</h1>');
    }
  });

  it('sends nothing for an unknown client', async () => {
    const page = await ask({ client_id: '<b>unknown' });
    expect(page.status).toBe(403);
    expect(page.html).toContain('Unknown client: &lt;b&gt;unknown');
  });

  it('demands PKCE of a client without a secret', async () => {
    const { url } = await authorization(bench.config);
    url.searchParams.delete('code_challenge');
    url.searchParams.delete('code_challenge_method');
    expect(errorOf(await bench.browser.open(url)).error).toBe('invalid_request');
  });

  it('takes a pushed request, whose callback is checked when it is pushed', async () => {
    const { url } = await authorization(bench.config, { audience: 'api', prompt: 'consent' });
    const pushed = await openid.buildAuthorizationUrlWithPAR(bench.config, url.searchParams);
    expect(pushed.searchParams.has('request_uri')).toBeTrue();
    const end = await logIn(bench.browser, await bench.browser.open(pushed));
    expect(end.url.searchParams.get('code')).toBeTruthy();
    url.searchParams.set('redirect_uri', 'http://evil.example/');
    await expectAsync(openid.buildAuthorizationUrlWithPAR(bench.config, url.searchParams)).toBeRejected();
  });

  it('goes straight to the page of connection=', async () => {
    const page = await ask({ connection: 'github' });
    expect(page.url.pathname).toBe(`${loginPath(page)}/c/github`);
    expect(page.html).not.toContain('Other ways to sign in');
  });

  it('refuses a connection that the client does not have', async () => {
    bench.tenant.control.setConnectionEnabled('spa', 'github', false);
    expect(errorOf(await ask({ connection: 'github' })).error).toBe('invalid_request');
    expect((await ask({})).html).not.toContain('GitHub');
  });

  it('fills in the login hint and lists the matching account first', async () => {
    expect((await ask({ login_hint: 'mira@example.com' })).html).toContain('value="mira@example.com"');
    const page = await ask({ connection: 'google-oauth2', login_hint: 'LEO.park@example.net' });
    expect(page.html.split('<button')[1]).toContain('Leo Park');
    expect(page.html.split('<button')[1]).toContain('autofocus');
  });

  it('opens the sign-up form for screen_hint=signup and signs the new person in', async () => {
    const page = await ask({ screen_hint: 'signup' });
    expect(page.html).toContain('<h1>Sign up for Spa</h1>');
    const taken = await bench.browser.submit(page.url, { email: 'ana@example.com', password: 'Long enough' });
    expect(taken.html).toContain('That email already has an account.');
    const end = await bench.browser.submit(page.url, { email: 'new@example.com', password: 'Long enough' });
    expect(end.url.searchParams.get('code')).toBeTruthy();
    const again = await logIn(bench.browser, await ask({ prompt: 'login' }), 'new@example.com', 'Long enough');
    expect(again.url.searchParams.get('code')).toBeTruthy();
  });

  it('signs in at every fake provider', async () => {
    const people = [
      ['google-oauth2', 'leo.park@example.net'],
      ['windowslive', 'nora.lind@example.org'],
      ['acme-corp', 'sam.taylor@acme.example'],
    ] as const;
    for (const [connection, email] of people) {
      const end = await choose(bench.browser, await ask({ connection, prompt: 'login' }), connection, email);
      expect(end.url.searchParams.get('code')).withContext(connection).toBeTruthy();
    }
  });
});
