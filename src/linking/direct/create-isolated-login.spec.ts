import { Auth0Client } from '@auth0/auth0-spa-js';
import { createIsolatedLogin } from './create-isolated-login';
import { handOver, LoginWindow } from './login-window';
import { TEST_CONFIG } from '../testing/support/fake-isolated-login';
import { makeIdToken } from '../testing/support/make-id-token';

const origin = 'https://tenant.test';
const TRANSACTION = 'a0.spajs.txs.client-1';
const HINT = 'auth0.client-1.organization_hint';
const redirectUri = `${location.origin}/link/callback`;

/** A window that Auth0 sends back to the callback page at once, where the response is handed over. */
class FakeLoginWindow {
  closed = false;
  readonly urls: URL[] = [];
  /** Whether a page waited for the first response. */
  readonly handedOver: Promise<boolean>;
  /** Resolves when the page in the window has closed it. */
  readonly left: Promise<void>;
  readonly location = { replace: (href: string): void => void this.visit(href) };
  private readonly response: Record<string, string>;
  private reportHandOver: (taken: boolean) => void = () => undefined;
  private leave: () => void = () => undefined;

  constructor(response: Record<string, string> = { code: 'c' }) {
    this.response = response;
    this.handedOver = new Promise((resolve) => (this.reportHandOver = resolve));
    this.left = new Promise((resolve) => (this.leave = resolve));
  }

  close(): void {
    this.closed = true;
  }

  asWindow(): Window {
    return this as unknown as Window;
  }

  private async visit(href: string): Promise<void> {
    const url = new URL(href);
    this.urls.push(url);
    const callback = new URL(redirectUri);
    const response = { state: url.searchParams.get('state') ?? '', ...this.response };
    callback.search = new URLSearchParams(response).toString();
    const page = { navigator, location: this.location, close: () => this.leave() };
    this.reportHandOver(await handOver(callback.href, response.state, origin, page as unknown as Window));
  }
}

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
      const body = { id_token, access_token: 'at', expires_in: 3600, token_type: 'Bearer' };
      return Promise.resolve(new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } }));
    });
  });
  afterEach(() => {
    sessionStorage.clear();
    clearCookies();
  });

  const signInIn = (window: FakeLoginWindow, loginWindow = new LoginWindow(window.asWindow(), () => undefined)) => {
    nonce = () => window.urls.at(-1)?.searchParams.get('nonce') ?? null;
    const login = createIsolatedLogin(TEST_CONFIG, { redirectUri, separate: true });
    return login.inWindow(loginWindow, { connection: 'google-oauth2', loginHint: 'ada@example.com' });
  };

  it('asks for credentials again, at the chosen connection, for the email scope and no API', async () => {
    const popup = new FakeLoginWindow();
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
        response_mode: 'query',
      }),
    );
    expect(query['audience']).toBeUndefined();
  });

  it('returns the ID token, sends the waiting window on to leg 2, and has it close itself after that', async () => {
    const popup = new FakeLoginWindow();
    const window = new LoginWindow(popup.asWindow(), () => undefined);
    const token = await signInIn(popup, window);
    expect(token.split('.').length).toBe(3);
    expect(popup.closed).toBeFalse();
    await signInIn(popup, window);
    expect(popup.urls.length).toBe(2);
    // A cross-origin opener policy may have cut the reference.
    window.handle.close = () => undefined;
    window.close();
    await expectAsync(popup.left).toBeResolved();
  });

  it('uses a popup with an opener where hash routing leaves no separate callback page', async () => {
    const popup = new FakePopup();
    nonce = () => popup.urls[0]?.searchParams.get('nonce') ?? null;
    const login = createIsolatedLogin(TEST_CONFIG, { redirectUri, separate: false });
    const window = new LoginWindow(popup.asWindow(), () => undefined);
    await login.inWindow(window, { connection: 'google-oauth2' });
    expect(popup.urls[0]?.searchParams.get('response_mode')).toBe('web_message');
    window.close();
  });

  it('reports a window that looks closed, and still takes its response', async () => {
    const popup = new FakeLoginWindow();
    popup.closed = true;
    const { replace } = popup.location;
    let arrive: (() => void) | undefined;
    popup.location.replace = (href) => (arrive = () => replace(href));
    let token: Promise<string> | undefined;
    await new Promise<void>((reported) => {
      token = signInIn(popup, new LoginWindow(popup.asWindow(), reported));
    });
    arrive?.();
    expect((await token)?.split('.').length).toBe(3);
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
    await signInIn(new FakeLoginWindow());

    expect((await main.getUser())?.sub).toBe('auth0|ada');
    expect(await main.getTokenSilently({ cacheMode: 'cache-only' })).toBe('at');
    expect(sessionStorage.getItem(TRANSACTION)).toBe('{"state":"of the main client"}');
    expect(document.cookie.split('; ').sort()).toEqual(cookies.split('; ').sort());
  });

  it('puts the organization hint back also when the sign-in fails', async () => {
    document.cookie = `${HINT}=%22org_main%22; Path=/`;
    claims = { iss: 'https://evil.test/' };
    await expectAsync(signInIn(new FakeLoginWindow())).toBeRejected();
    expect(document.cookie).toContain(`${HINT}=%22org_main%22`);
  });

  it('rejects with access_denied if the provider denies the sign-in', async () => {
    const popup = new FakeLoginWindow({ error: 'access_denied', error_description: '' });
    await expectAsync(signInIn(popup)).toBeRejectedWith(jasmine.objectContaining({ error: 'access_denied' }));
  });

  it("ignores the response to a request it did not make, for example one of the main client's iframe", async () => {
    const popup = new FakeLoginWindow({ state: 'foreign', code: 'c' });
    const window = new LoginWindow(popup.asWindow(), () => undefined);
    const signIn = signInIn(popup, window);
    expect(await popup.handedOver).toBeFalse();
    window.close();
    await expectAsync(signIn).toBeRejectedWith(jasmine.objectContaining({ error: 'cancelled' }));
    expect(window.handle.closed).toBeTrue();
    expect(fetch).not.toHaveBeenCalled();
  });
});
