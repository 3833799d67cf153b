import { Auth0Client } from '@auth0/auth0-spa-js';
import { createIsolatedLogin } from './auth0-isolated-login';
import { TEST_CONFIG } from '../testing/support/fake-isolated-login';
import { makeIdToken } from '../testing/support/make-id-token';

const origin = 'https://tenant.test';
const TRANSACTION = 'a0.spajs.txs.client-1';
const HINT = 'auth0.client-1.organization_hint';
const redirectUri = `${location.origin}/link/callback`;

/** Signs in the user named by `sub` once it is navigated to Auth0, as Auth0's page responds to a popup. */
class FakePopup {
  closed = false;
  readonly urls: URL[] = [];
  readonly location: { href: string };

  constructor(response: Record<string, string> = { code: 'c' }) {
    const visit = (href: string) => {
      const url = new URL(href);
      this.urls.push(url);
      const data = {
        type: 'authorization_response',
        response: { state: url.searchParams.get('state'), ...response },
      };
      queueMicrotask(() => window.dispatchEvent(new MessageEvent('message', { origin, data })));
    };
    this.location = {
      get href() {
        return '';
      },
      set href(value: string) {
        visit(value);
      },
    };
  }

  close(): void {
    this.closed = true;
  }

  asWindow(): Window {
    return this as unknown as Window;
  }
}

describe('the isolated login, with the real SDK', () => {
  let nonce: () => string | null;
  let claims: Record<string, unknown>;
  const clearCookies = () =>
    document.cookie.split('; ').forEach((pair) => (document.cookie = `${pair.split('=')[0]}=; Path=/; Max-Age=0`));

  beforeEach(() => {
    sessionStorage.clear();
    clearCookies();
    claims = {};
    spyOn(window, 'fetch').and.callFake(() => {
      const id_token = makeIdToken({ nonce: nonce(), ...claims });
      const body = { id_token, access_token: 'at', expires_in: 60, token_type: 'Bearer' };
      return Promise.resolve(new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } }));
    });
  });
  afterEach(() => {
    sessionStorage.clear();
    clearCookies();
  });

  const signInIn = (popup: FakePopup, login = createIsolatedLogin(TEST_CONFIG, redirectUri)) => {
    nonce = () => popup.urls[0]?.searchParams.get('nonce') ?? null;
    return login.inWindow(popup.asWindow(), { connection: 'google-oauth2', loginHint: 'ada@example.com' });
  };

  it('asks for credentials again, at the chosen connection, for the e-mail scope and no API', async () => {
    const popup = new FakePopup();
    await signInIn(popup);
    const query = Object.fromEntries(popup.urls[0]?.searchParams ?? []);
    expect(query).toEqual(
      jasmine.objectContaining({
        client_id: 'client-1',
        connection: 'google-oauth2',
        prompt: 'login',
        max_age: '0',
        login_hint: 'ada@example.com',
        scope: 'openid profile email',
        redirect_uri: redirectUri,
        response_mode: 'web_message',
      }),
    );
    expect(query['audience']).toBeUndefined();
  });

  it('returns the ID token and leaves the window open for leg 2', async () => {
    const popup = new FakePopup();
    const token = await signInIn(popup);
    expect(token.split('.').length).toBe(3);
    expect(popup.closed).toBeFalse();
  });

  it('leaves tokens, transaction, organization hint and session mark of the main client as they were', async () => {
    const main = new Auth0Client({ domain: origin, clientId: 'client-1', cacheLocation: 'memory' });
    const mainPopup = new FakePopup();
    nonce = () => mainPopup.urls[0]?.searchParams.get('nonce') ?? null;
    claims = { sub: 'auth0|ada', org_id: 'org_main' };
    await main.loginWithPopup({}, { popup: mainPopup.asWindow() });
    sessionStorage.setItem(TRANSACTION, '{"state":"of the main client"}');
    const cookies = document.cookie;
    expect(cookies).toContain(`${HINT}=`);

    claims = { sub: 'google-oauth2|108' };
    await signInIn(new FakePopup());

    expect((await main.getUser())?.sub).toBe('auth0|ada');
    expect(await main.getTokenSilently({ cacheMode: 'cache-only' })).toBe('at');
    expect(sessionStorage.getItem(TRANSACTION)).toBe('{"state":"of the main client"}');
    expect(document.cookie.split('; ').sort()).toEqual(cookies.split('; ').sort());
  });

  it('puts the organization hint back also when the sign-in fails', async () => {
    document.cookie = `${HINT}=%22org_main%22; Path=/`;
    claims = { iss: 'https://evil.test/' };
    await expectAsync(signInIn(new FakePopup())).toBeRejected();
    expect(document.cookie).toContain(`${HINT}=%22org_main%22`);
  });

  it("rejects with the provider's no", async () => {
    const popup = new FakePopup({ error: 'access_denied', error_description: '' });
    await expectAsync(signInIn(popup)).toBeRejectedWith(jasmine.objectContaining({ error: 'access_denied' }));
  });

  it("refuses an answer to a request it did not make, as the main client's iframe could bring", async () => {
    await expectAsync(signInIn(new FakePopup({ state: 'foreign', code: 'c' }))).toBeRejectedWith(
      jasmine.objectContaining({ error: 'state_mismatch' }),
    );
    expect(window.fetch).not.toHaveBeenCalled();
  });
});
