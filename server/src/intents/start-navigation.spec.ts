import { ANNA, begin, openIntents, type IntentsHarness } from './testing/intents-harness.ts';

describe('The start of a sign-in', () => {
  let harness: IntentsHarness;

  beforeEach(async () => (harness = await openIntents()));
  afterEach(() => harness.close());

  it('is under the base path of the server', async () => {
    harness.config.basePath = '/accounts';
    const { id, start_url } = await begin(harness.browserOf(ANNA));
    expect(start_url).toBe(`http://localhost:4400/accounts/v1/link-intents/${id}/start`);
  });

  it('takes navigation from a page of the portal only', async () => {
    harness.config.portalOrigins = ['http://localhost:4400'];
    const anna = harness.browserOf(ANNA);
    const { start_url } = await begin(anna);
    for (const site of ['none', 'same-site', 'cross-site']) {
      const answer = await anna.visit(start_url, { 'Sec-Fetch-Site': site });
      expect(answer.status).withContext(site).toBe(403);
    }
    expect(harness.auth0.begun).toEqual([]);
    expect((await anna.visit(start_url, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);

    harness.config.portalOrigins = ['http://localhost:4400', 'https://portal.example'];
    const visit = async (site: string, referrer: string) =>
      (await anna.visit(start_url, { 'Sec-Fetch-Site': site, Referer: referrer })).status;
    expect(await visit('cross-site', 'https://portal.example/profile')).toBe(303);
    expect(await visit('cross-site', 'https://evil.example/')).toBe(403);
    expect(await visit('none', 'https://portal.example/profile')).toBe(403);
  });
});
