import { ANNA, ANNAS_GOOGLE, begin, openIntents, signIn, type IntentsHarness } from './testing/intents-harness.ts';

describe('The start of a sign-in', () => {
  let harness: IntentsHarness;

  beforeEach(async () => (harness = await openIntents()));
  afterEach(() => harness.close());

  it('is under the base path of the server', async () => {
    harness.config.basePath = '/accounts';
    const { id, start_url } = await begin(harness.browserOf(ANNA));
    expect(start_url).toBe(`http://localhost:4400/accounts/v1/link-intents/${id}/start`);
  });

  it('names the account and asks for confirmation if the browser does not send the page’s origin', async () => {
    const anna = harness.browserOf(ANNA);
    anna.hasFetchMetadata = false;
    const { start_url } = await begin(anna);
    const page = await anna.visit(start_url);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('<h1>Add a sign-in to anna@example.com?</h1>');
    expect(text).toContain('<form method="post"><button>Continue</button></form>');
    expect(page.headers.get('Content-Security-Policy')).toContain("form-action 'self' https: http://localhost:*");
    expect(harness.auth0.begun).toEqual([]);
    const foreign = await anna.submit(start_url, { Origin: 'https://evil.example' });
    expect([foreign.status, harness.auth0.begun.length]).toEqual([403, 0]);
    expect((await harness.browserOf('auth0|mallory').submit(start_url)).status).toBe(403);
    const sent = await anna.submit(start_url, { Origin: 'http://localhost:4400' });
    expect([sent.status, harness.auth0.begun.length]).toEqual([303, 1]);
  });

  it('needs no confirmation before the second sign-in', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await signIn(
      harness,
      anna,
      intent,
      harness.login(ANNAS_GOOGLE, { email: 'anna@example.com', emailVerified: true }),
    );
    anna.hasFetchMetadata = false;
    expect((await anna.visit(intent.start_url)).status).toBe(303);
  });

  it('accepts navigations from pages of the portal only', async () => {
    harness.config.portalOrigins = ['http://localhost:4400'];
    const anna = harness.browserOf(ANNA);
    const { start_url } = await begin(anna);
    for (const site of ['none', 'same-site', 'cross-site']) {
      const response = await anna.visit(start_url, { 'Sec-Fetch-Site': site });
      expect(response.status).withContext(site).toBe(403);
    }
    expect(harness.auth0.begun).toEqual([]);
    expect((await anna.visit(start_url, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);

    harness.config.portalOrigins = ['http://localhost:4400', 'https://portal.example'];
    const visit = async (site: string, referrer: string) =>
      (await anna.visit(start_url, { 'Sec-Fetch-Site': site, Referer: referrer })).status;
    expect(await visit('cross-site', 'https://portal.example/profile')).toBe(303);
    expect(await visit('cross-site', 'https://evil.example/')).toBe(403);
    expect(await visit('none', 'https://portal.example/profile')).toBe(403);
    // Without a referrer: asks on the same site, refuses from another.
    expect(await visit('same-site', '')).toBe(200);
    expect(await visit('cross-site', '')).toBe(403);
  });
});
