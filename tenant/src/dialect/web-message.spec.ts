import { APP, authorization, logIn, redeem, startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';

describe('response_mode=web_message', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const sendRequest = (extra: Record<string, string> = {}) =>
    authorization(harness.config, { response_mode: 'web_message', redirect_uri: APP, ...extra });

  it("posts the response to exactly the application's origin and leaves the window open", async () => {
    const request = await sendRequest({ redirect_uri: `${APP}/callback` });
    const page = await logIn(harness.browser, await harness.browser.open(request.url));
    const [, message = '', target] = /postMessage\((\{.*\}), ("[^"]+")\)/.exec(page.html) ?? [];
    expect(target).toBe(JSON.stringify(APP));
    const { type, response } = JSON.parse(message) as { type: string; response: Record<string, string> };
    expect(type).toBe('authorization_response');
    expect(response['state']).toBe('state');
    expect(page.html).not.toContain('close(');
    const end = {
      ...page,
      url: new URL(`${APP}/callback?${new URLSearchParams({ ...response, iss: harness.tenant.issuer })}`),
    };
    expect((await redeem(harness.config, request, end)).claims()?.sub).toMatch(/^auth0\|/);
  });

  it('accepts an allowed web origin as the target, and posts login_required there', async () => {
    const page = await harness.browser.open((await sendRequest({ prompt: 'none' })).url);
    expect(page.status).toBe(200);
    expect(page.html).toContain('"error":"login_required"');
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
  });

  it('posts nothing to a foreign origin', async () => {
    const page = await harness.browser.open(
      (await sendRequest({ redirect_uri: 'http://localhost:4201', prompt: 'none' })).url,
    );
    expect(page.status).toBe(403);
    expect(page.html).not.toContain('postMessage');
  });

  it('escapes the state, so that it cannot end the script', async () => {
    const page = await harness.browser.open(
      (await sendRequest({ prompt: 'none', state: '</script><script>alert(1)</script>' })).url,
    );
    expect(page.html.match(/<script/g)?.length).toBe(1);
    expect(page.html).toContain('\\u003c/script');
  });
});
