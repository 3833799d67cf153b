import type { Request } from '@playwright/test';
import { AttackNotApplicable, assertDefended } from '../attack.ts';
import type { BrowserHarness, PortalUnderAttack } from '../browser-harness.ts';
import type { Runnable } from '../run-attacks.ts';

const HOSTILE =
  '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{constructor.constructor("window.hacked=1")()}}';
const JWT = /ey[\w-]{10,}\.ey[\w-]{10,}\.[\w-]+/;

type BrowserAttack = Runnable<BrowserHarness>;

/** Attacks in a real browser, in each mode. */
const IN_BOTH_MODES: readonly {
  readonly name: string;
  readonly run: (harness: BrowserHarness, portal: PortalUnderAttack) => Promise<string>;
}[] = [
  {
    name: 'XSS: markup in names, pictures and claims from providers',
    run: async (harness, portal) => {
      const context = await harness.newBrowser();
      const page = await context.newPage();
      const profile = { name: HOSTILE, nickname: HOSTILE, picture: 'javascript:window.hacked=1' };
      await harness.signIn(page, portal, {
        profile,
        user_metadata: { theme: HOSTILE },
        linked: [
          { connection: 'google-oauth2', profile: { ...profile, email: 'x@example.com', email_verified: true } },
          {
            connection: 'github',
            profile: { name: HOSTILE, picture: 'data:text/html,<script>window.hacked=1</script>' },
          },
        ],
      });
      await page.locator('main').getByText('onerror=').filter({ visible: true }).first().waitFor();
      assertDefended((await page.evaluate('window.hacked')) === undefined, 'the script has run');
      const pictures = await page
        .locator('img')
        .evaluateAll((all) => all.map((each) => each.getAttribute('src') ?? ''));
      const unexpected = pictures.find(
        (src) => src !== '' && !/^(https:|data:image\/|\/|http:\/\/localhost)/.test(src),
      );
      assertDefended(unexpected === undefined, `a picture is ${String(unexpected)}`);
      await context.close();
      return 'shown as text; pictures are https or data images';
    },
  },
  {
    name: 'XSS: an injected script in the page',
    run: async (harness, portal) => {
      const context = await harness.newBrowser();
      const page = await context.newPage();
      const response = await page.goto(portal.origin);
      const policy = response?.headers()['content-security-policy'] ?? 'none';
      const scripts = /script-src([^;]*)/.exec(policy)?.[1] ?? '';
      assertDefended(scripts !== '' && !/unsafe-|https?:|\*/.test(scripts), `script-src${scripts}`);
      // Trusted Types reject some of the attempts with an error; the rest of the policy blocks the others.
      await page.evaluate(() => {
        const script = document.createElement('script');
        const other = document.createElement('script');
        for (const attempt of [
          () => (script.textContent = 'window.hacked = 1'),
          () => document.body.append(script),
          () => (other.src = 'data:text/javascript,window.hacked=1'),
          () => document.body.append(other),
          () => document.body.insertAdjacentHTML('beforeend', '<a id="link" href="javascript:window.hacked=1">x</a>'),
          () => document.getElementById('link')?.click(),
        ]) {
          try {
            attempt();
          } catch {
            // Rejected: try the next one.
          }
        }
      });
      assertDefended((await page.evaluate('window.hacked')) === undefined, 'the policy lets it run');
      await context.close();
      return `script-src${scripts}`;
    },
  },
  {
    name: 'clickjacking: the portal in a frame of another site',
    run: async (harness, portal) => {
      const context = await harness.newBrowser();
      const page = await context.newPage();
      // A different origin than the portal's.
      await page.goto(`${portal.tenant.origin}/.well-known/jwks.json`);
      for (const path of ['/', '/profile', '/v1/callback']) {
        const response = await context.request.get(portal.origin + path);
        const policy = response.headers()['content-security-policy'] ?? 'no policy';
        assertDefended(policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
      }
      await page.setContent(`<iframe src="${portal.origin}/"></iframe>`);
      const shown = await page.frameLocator('iframe').locator('app-root').count();
      assertDefended(shown === 0, 'the portal is shown in the frame');
      await context.close();
      return "frame-ancestors 'none', the frame stays empty";
    },
  },
  {
    name: 'token leakage: receivers and storage of the access token',
    run: async (harness, portal) => {
      const context = await harness.newBrowser();
      const sent: { readonly to: URL; readonly authorization: string }[] = [];
      const requestedUrls: string[] = [];
      const received: Promise<void>[] = [];
      context.on('request', (request) => received.push(note(request)));
      const note = async (request: Request) => {
        requestedUrls.push(request.url());
        const { authorization } = await request.allHeaders().catch(() => request.headers());
        if (authorization !== undefined) sent.push({ to: new URL(request.url()), authorization });
      };
      const page = await context.newPage();
      await harness.signIn(page, portal);
      await Promise.all(received);
      const api = portal.mode === 'server' ? `${portal.origin}/v1/me` : `${portal.tenant.origin}/api/v2/users/`;
      assertDefended(sent.length > 0, 'no call carried a token');
      const unexpected = sent.find(({ to }) => !to.href.startsWith(api));
      assertDefended(unexpected === undefined, `${String(unexpected?.to)} got the token`);
      const urlWithToken = requestedUrls.find((url) => JWT.test(url));
      assertDefended(urlWithToken === undefined, `a token is in the address ${String(urlWithToken)}`);
      if (portal.mode === 'server') {
        const direct = requestedUrls.find((url) => url.includes('/api/v2/'));
        assertDefended(direct === undefined, `the browser calls the Management API: ${String(direct)}`);
      }
      const kept = await page.evaluate(() =>
        JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
      );
      assertDefended(!JWT.test(kept), 'a token is kept in storage');
      await context.close();
      return `${sent.length} calls, all to ${api}; no token in storage or address`;
    },
  },
  {
    name: 'open redirect: after the sign-in',
    run: async (harness, portal) => {
      const context = await harness.newBrowser();
      const page = await context.newPage();
      await page.goto(`${portal.origin}//evil.example/%2e%2e`);
      assertDefended(new URL(page.url()).origin === portal.origin, `it leads to ${page.url()}`);
      await page.goto(`${portal.origin}/profile?returnTo=https://evil.example/&return_to=//evil.example`);
      await page.waitForURL(`${portal.tenant.origin}/**`);
      const redirect = new URL(page.url()).searchParams.get('redirect_uri');
      assertDefended(redirect === null || redirect.startsWith(portal.origin), `redirect_uri is ${String(redirect)}`);
      await context.close();
      return 'stays at the portal';
    },
  },
];

const both = IN_BOTH_MODES.flatMap(({ name, run }): readonly BrowserAttack[] => [
  { name: `${name} (browser, server mode)`, run: (harness) => run(harness, harness.portals.server) },
  { name: `${name} (browser, direct mode)`, run: (harness) => run(harness, harness.portals.direct) },
]);

/** Rows of the threat model that the direct mode cannot defend, or that other e2e tests prove for it. */
const DIRECT: Readonly<Record<string, string>> = {
  'pre-hijacking':
    'direct mode cannot: nothing ends the absorbed account’s sessions without a server; it never suggests an account',
  'unverified email': 'direct mode: e2e/link-refusals.spec.ts holds it, as far as a check in the browser can',
  'forced linking': 'direct mode: the forged callbacks of the e2e suite holds it (state, parked proof, one use)',
  'session swap': 'direct mode: e2e/session-swap.spec.ts holds it',
  'token confusion':
    'direct mode: Auth0 verifies the ID token it is given; src/linking/direct/id-token-proof.spec.ts checks it before',
  'stolen session': 'direct mode cannot: a script in the page can skip the second sign-in (docs/decisions/010)',
  'provider disabled': 'direct mode cannot: a page cannot list connections, so it cannot count usable sign-ins',
  'privilege by merge': 'direct mode: Auth0 discards the metadata of the absorbed account, nothing merges',
  races: 'direct mode cannot over devices: one tab at a time by a Web Lock (docs/decisions/013), else Auth0 decides',
  IDOR: 'direct mode: Auth0 compares the path with the subject of the token; tenant/src/management/users/link-refusals.spec.ts',
  flood: 'direct mode cannot: each browser calls the Management API itself',
};

const direct = Object.entries(DIRECT).map(([row, reason]): BrowserAttack => ({
  name: `${row} (direct mode)`,
  run: async () => {
    throw new AttackNotApplicable(reason);
  },
}));

/** Attacks in a real browser, and the rows that do not apply to the direct mode. */
export const BROWSER_ATTACKS: readonly BrowserAttack[] = [
  ...both,
  {
    name: "reverse forced linking: the attacker's start URL in the victim's browser (browser, server mode)",
    run: async (harness: BrowserHarness): Promise<string> => {
      const mallory = await harness.attackHarness.user();
      const { start_url } = await mallory.begin('google-oauth2');
      const context = await harness.newBrowser();
      const page = await context.newPage();
      await harness.signIn(page, harness.portals.server);
      const response = await page.goto(start_url);
      assertDefended(response?.status() === 403, `answered ${String(response?.status())}`);
      assertDefended(new URL(page.url()).origin === harness.portals.server.origin, `it leads to ${page.url()}`);
      const text = await page.locator('main').innerText();
      await context.close();
      return text.split('\n')[0] ?? '';
    },
  },
  {
    name: 'reverse forced linking: a planted cookie and a start URL (browser, server mode)',
    run: async (harness: BrowserHarness): Promise<string> => {
      const mallory = await harness.attackHarness.user();
      const { server, direct: otherPort } = harness.portals;
      const context = await harness.newBrowser();
      const page = await context.newPage();
      await harness.signIn(page, server);
      // The cookie of the attacker's intent is in the victim's browser, as an application on another port could set it.
      const begun = await context.request.post(`${server.origin}/v1/me/link-intents`, {
        headers: { authorization: `Bearer ${String(mallory.token)}` },
        data: { connection: 'google-oauth2', mode: 'redirect' },
      });
      assertDefended(begun.ok(), `the attacker's intent is answered ${begun.status()}`);
      const { start_url } = (await begun.json()) as { readonly start_url: string };
      const opened = await page.goto(start_url);
      assertDefended(opened?.status() === 403, `a link in a message is answered ${String(opened?.status())}`);
      // A page of the same site: Fetch Metadata is all that distinguishes it from the portal.
      await page.goto(`${otherPort.tenant.origin}/.well-known/jwks.json`);
      await page.setContent(`<a href="${start_url}">A prize</a>`);
      const response = page.waitForResponse(start_url);
      await page.getByRole('link').click();
      assertDefended(
        (await response).status() === 403,
        `a page of another port is answered ${(await response).status()}`,
      );
      await context.close();
      return '403, although the browser has the cookie of the intent';
    },
  },
  ...direct,
];
