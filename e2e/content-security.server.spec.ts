import { signInToProfile } from './journeys/sign-in.ts';
import { ANA } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** What an injected script would try first. */
const SINKS: Readonly<Record<string, string>> = {
  'markup as text': "document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'",
  'a document as text': "document.write('<p>hello</p>')",
  'a script by its address': "document.createElement('script').src = '/boot.js'",
  'a worker by its address': "new Worker('/auth0-spa-js.worker.production.js')",
  'another policy': "trustedTypes.createPolicy('evil', {})",
};

test('the browser runs no script made from text', async ({ page, watch }) => {
  await signInToProfile(page, ANA);
  watch.expect(/Trusted(HTML|Script)|Trusted Type|trusted-types/i);
  for (const [what, attempt] of Object.entries(SINKS)) {
    expect(await page.evaluate(`try { ${attempt}; 'taken' } catch (error) { error.name }`), what).toBe('TypeError');
  }
});

test('the token worker is a file of the portal, and every response of the portal has the policy', async ({
  page,
  baseURL,
}) => {
  const [worker] = await Promise.all([page.waitForEvent('worker'), signInToProfile(page, ANA)]);
  expect(worker.url().replace(/\?[\w-]{27}$/, '')).toBe(`${baseURL ?? ''}/auth0-spa-js.worker.production.js`);
  for (const path of ['/', '/profile', '/config.json', '/boot.js', '/nothing.js', '/v1/me', '/v1/callback']) {
    const policy = (await page.request.get(path)).headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain('unsafe');
  }
});

test('a violation fails a test even where the page swallows the error', async ({ page, watch }) => {
  await page.goto('/');
  await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>swallowed</b>';
    } catch {
      // Swallowed, as a library might do.
    }
  });
  const noticed = () =>
    watch.unexpected().filter((complaint) => complaint.startsWith('policy: require-trusted-types-for'));
  await expect.poll(noticed).toHaveLength(1);
  watch.expect(/require-trusted-types-for|TrustedHTML/);
});
