import { FormBrowser } from '../../../tenant/src/oidc/testing/form-browser.ts';
import { choose, logIn } from '../../../tenant/src/oidc/testing/oidc-harness.ts';
import { type AuthorizationServer, createAuthorizationServer } from './authorization-server.ts';
import { ANA, ANA_GITHUB, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';
import { problemCodeOf } from './testing/problem-code-of.ts';
import type { VerifiedLogin } from './verify-login.ts';

const DATABASE = 'Username-Password-Authentication';

describe('A sign-in', () => {
  let harness: Auth0Harness;
  let server: AuthorizationServer;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(() => {
    harness.tenant.control.reset();
    server = createAuthorizationServer(harness);
  });
  afterAll(() => harness.stop());

  it('sends state, nonce, PKCE and the request for a new sign-in to the tenant', async () => {
    const request = { connection: 'github', loginHint: 'ana@example.com', organization: 'org_acme', language: 'ar' };
    const { url, secrets } = await server.begin(request);
    const parameters = Object.fromEntries(new URL(url).searchParams);
    expect(parameters).toEqual(
      jasmine.objectContaining({
        client_id: 'onefold-server',
        response_type: 'code',
        redirect_uri: 'http://localhost:4300/v1/callback',
        scope: 'openid profile email',
        prompt: 'login',
        max_age: '0',
        connection: 'github',
        login_hint: 'ana@example.com',
        organization: 'org_acme',
        ui_locales: 'ar',
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge_method: 'S256',
      }),
    );
    expect(url).not.toContain(secrets.codeVerifier);
    const again = (await server.begin(request)).secrets;
    for (const name of ['state', 'nonce', 'codeVerifier'] as const) {
      expect(secrets[name].length).toBeGreaterThan(40);
      expect(again[name]).not.toBe(secrets[name]);
    }
  });

  it('returns to the base path of the server', async () => {
    const below = createAuthorizationServer({ ...harness, config: { ...harness.config, basePath: '/accounts' } });
    const { url } = await below.begin({ connection: 'github' });
    expect(new URL(url).searchParams.get('redirect_uri')).toBe('http://localhost:4300/accounts/v1/callback');
  });

  const signIn = async (browser: FormBrowser, connection: string, organization?: string): Promise<VerifiedLogin> => {
    const startedAt = harness.clock.now();
    const requested = organization === undefined ? {} : { organization };
    const { url, secrets } = await server.begin({ connection, ...requested });
    const page = await browser.open(url);
    const end =
      connection === DATABASE ? await logIn(browser, page) : await choose(browser, page, connection, 'ana@example.com');
    return server.finish(end.url, secrets, { startedAt, ...requested });
  };

  it('returns the claims of each new ID token', async () => {
    const browser = new FormBrowser(harness.tenant.origin);
    const login = await signIn(browser, DATABASE);
    expect(login).toEqual(
      jasmine.objectContaining({ sub: ANA, name: 'Ana Souza', email: 'ana@example.com', emailVerified: true }),
    );
    expect(Math.abs(login.authTime - harness.clock.now())).toBeLessThan(60_000);
    expect((await signIn(browser, 'github')).emailVerified).toBeFalse();
    expect((await signIn(browser, 'github', 'org_acme')).orgId).toBe('org_acme');
  });

  it('by a provider that ignores the request for a new sign-in is not fresh', async () => {
    for (const behavior of ['old', 'absent'] as const) {
      harness.tenant.control.setReauthentication('github', behavior);
      const browser = new FormBrowser(harness.tenant.origin);
      expect(await problemCodeOf(signIn(browser, 'github')))
        .withContext(behavior)
        .toBe('login_not_fresh');
    }
    harness.tenant.control.setReauthentication('github', 'fresh');
    expect((await signIn(new FormBrowser(harness.tenant.origin), 'github')).sub).toBe(ANA_GITHUB);
  });

  it('with a used code fails', async () => {
    const { url, secrets } = await server.begin({ connection: DATABASE });
    const browser = new FormBrowser(harness.tenant.origin);
    const end = await logIn(browser, await browser.open(url));
    const expected = { startedAt: harness.clock.now() };
    expect((await server.finish(end.url, secrets, expected)).sub).toBe(ANA);
    expect(await problemCodeOf(server.finish(end.url, secrets, expected))).toBe('login_failed');
  });

  it('waits for an unreachable tenant and continues when it is back', async () => {
    const { faults } = harness.tenant.control;
    const id = faults.add({ path: '/.well-known/openid-configuration', status: 503 });
    expect(await problemCodeOf(server.begin({ connection: 'github' }))).toBe('auth0_unavailable');
    expect(await server.isReachable()).toBeFalse();
    faults.remove(id);
    harness.clock.advance(10_001);
    expect(await server.isReachable()).toBeTrue();
    expect((await server.begin({ connection: 'github' })).url).toContain(harness.tenant.origin);
  });

  it('cannot begin if the tenant is unreachable', async () => {
    const stopped = await startAuth0Harness();
    await stopped.stop();
    const left = createAuthorizationServer(stopped);
    expect(await left.isReachable()).toBeFalse();
    expect(await problemCodeOf(left.begin({ connection: 'github' }))).toBe('auth0_unavailable');
  });
});
