import { assertDefended, type Attack } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { beginLeg, sendCallback, validClaims } from '../forged-proof.ts';
import type { ApiUser } from '../../../server/src/testing/api-user.ts';

const FOREIGN_ADDRESSES = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'https:evil.example',
  '@evil.example',
] as const;

/** The URL to which a cancelled intent redirects in redirect mode. */
async function returnAddressFor(user: ApiUser, { connection }: Deployment, returnTo: string): Promise<string> {
  const intent = await user.begin(connection, { mode: 'redirect', return_to: returnTo });
  await user.call('DELETE', `/v1/me/link-intents/${intent.id}`);
  const response = await user.browser.fetch(intent.start_url, { method: 'GET' });
  return (response.headers.get('location') ?? 'nowhere').replace(intent.id, 'ID');
}

const openRedirect = FOREIGN_ADDRESSES.map((target): DeploymentAttack => ({
  name: `open redirect: return_to ${JSON.stringify(target)}`,
  run: async (harness: Deployment): Promise<string> => {
    const victim = await harness.user();
    const [valid, location] = [
      await returnAddressFor(victim, harness, '/profile'),
      await returnAddressFor(victim, harness, target),
    ];
    assertDefended(new URL(valid).pathname === '/profile', `the honest one leads to ${valid}`);
    assertDefended(location === valid, `it leads to ${location}`);
    return 'it leads to the profile page';
  },
}));

/** Web attacks on any application, without an account. */
export const WEB_ANYWHERE: readonly DeploymentAttack[] = [
  ...openRedirect,
  {
    name: 'XSS: request values in a page',
    run: async (harness: Deployment): Promise<string> => {
      const inject = '"><script>alert(1)</script>';
      const pages = await Promise.all(
        [
          `/v1/callback?state=${encodeURIComponent(inject)}&error=${encodeURIComponent(inject)}&error_description=${encodeURIComponent(inject)}`,
          `/v1/link-intents/${encodeURIComponent(inject)}/start`,
          `/v1/notices/${encodeURIComponent(inject)}`,
        ].map(async (path) => (await fetch(harness.server.origin + path, { redirect: 'manual' })).text()),
      );
      assertDefended(!pages.some((page) => page.includes('<script>alert(1)')), 'the script is in the page');
      return 'nothing of it is written into a page';
    },
  },
];

/** Web attacks that need sign-ins or the server's log. */
export const WEB: readonly Attack[] = [
  {
    name: 'clickjacking: a page or an API response in a frame',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const intent = await victim.begin('google-oauth2');
      const leg = await beginLeg(victim, intent.start_url);
      const last = await sendCallback(
        harness,
        victim,
        leg,
        await harness.tenant.control.signToken(validClaims(harness, victim.sub, leg)),
      );
      assertDefended(
        last.headers.get('content-type')?.startsWith('text/html') === true,
        'the finishing page is missing',
      );
      const paths = ['/v1/callback', '/v1/me', '/v1/nothing', '/v1/link-intents/x/start', '/healthz', '/openapi.json'];
      const responses = await Promise.all(
        paths.map((path) => victim.browser.fetch(harness.server.origin + path, { method: 'GET' })),
      );
      for (const [index, { headers }] of [...responses.entries(), [-1, last] as const]) {
        const policy = headers.get('content-security-policy') ?? '';
        assertDefended(policy.includes("frame-ancestors 'none'"), `${paths[index] ?? 'the finishing page'}: ${policy}`);
        assertDefended(!policy.includes('unsafe'), `${paths[index] ?? 'the finishing page'}: ${policy}`);
        assertDefended(headers.get('x-content-type-options') === 'nosniff', 'no nosniff');
      }
      return "frame-ancestors 'none' everywhere, nothing unsafe-inline";
    },
  },
  {
    name: 'log injection: an additional log line',
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const forged = '{"level":"info","msg":"forged"}';
      for (const text of [`\\n${forged}`, `\u0085${forged}`, `"}${forged}`]) {
        await victim.call('GET', `/v1/me/link-intents/${encodeURIComponent(`x\r\n${forged}`)}`, undefined, {
          'user-agent': Buffer.from(text, 'utf8').toString('latin1'),
        });
        await victim.call('POST', '/v1/me/link-intents', { connection: `x\n${forged}\n`, mode: 'popup' });
        await victim.browser.fetch(
          `${harness.server.origin}/v1/callback?state=${encodeURIComponent(`\n${forged}\n`)}`,
          {
            method: 'GET',
          },
        );
      }
      const lines = (await harness.server.wholeLog()).trim().split('\n');
      for (const line of lines) {
        const entry = parsed(line);
        assertDefended(entry !== undefined, `not one entry a line: ${line.slice(0, 200)}`);
        assertDefended(entry['msg'] !== 'forged', 'a forged entry');
      }
      return `${lines.length} lines, each one JSON entry, none of them forged`;
    },
  },
  {
    name: 'secret in log: tokens, codes, states, cookies and addresses',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const before = (await harness.server.wholeLog()).length;
      const intent = await victim.begin('google-oauth2');
      const leg = await beginLeg(victim, intent.start_url);
      const token = await harness.tenant.control.signToken(validClaims(harness, other.sub, leg));
      await sendCallback(harness, victim, leg, token);
      // This callback fails with an error whose cause contains every secret.
      const second = await beginLeg(victim, intent.start_url);
      const wrong = await harness.tenant.control.signToken({ ...validClaims(harness, victim.sub, second), nonce: 'x' });
      await sendCallback(harness, victim, second, wrong);
      await victim.link(other.account);
      const log = (await harness.server.wholeLog()).slice(before);
      const secrets: Readonly<Record<string, string>> = {
        'the access token': victim.token ?? '',
        'an ID token': token.split('.')[2] ?? '',
        'a refused ID token': wrong.split('.')[2] ?? '',
        'a state': leg.state,
        'a nonce': second.nonce,
        'an address': other.account.email,
        'a client secret': 'local-server-secret',
      };
      const leaked = Object.entries(secrets).find(([, secret]) => log.includes(secret));
      assertDefended(leaked === undefined, `the log has ${String(leaked?.[0])}`);
      return `${log.split('\n').length} lines at the level "debug" have none of them`;
    },
  },
  {
    name: 'token leakage: in a URL to which the server redirects',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.begin('google-oauth2', { mode: 'redirect' });
      const addresses: string[] = [intent.start_url];
      const leg = await beginLeg(victim, intent.start_url);
      const token = await harness.tenant.control.signToken(validClaims(harness, other.sub, leg));
      addresses.push((await sendCallback(harness, victim, leg, token)).headers.get('location') ?? '');
      const second = await beginLeg(victim, intent.start_url);
      const main = await harness.tenant.control.signToken(validClaims(harness, victim.sub, second));
      addresses.push((await sendCallback(harness, victim, second, main)).headers.get('location') ?? '');
      assertDefended(
        addresses.every((each) => !/ey[\w-]+\.ey|opaque|code_verifier/.test(each)),
        addresses.join(' '),
      );
      assertDefended(
        addresses.at(-1) === `${harness.server.origin}/profile?intent=${intent.id}`,
        addresses.at(-1) ?? '',
      );
      const { text } = await victim.intent(intent);
      assertDefended(!/ey[\w-]+\.ey|opaque|nonce/.test(text), 'the intent contains a secret');
      return 'addresses and answers have no token of the second account';
    },
  },
];

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // The line is not a JSON entry: the attack has succeeded.
    return undefined;
  }
}
