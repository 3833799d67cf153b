import { AttackNotApplicable, assertDefended } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment.ts';
import { FORGED_TOKENS } from './forged-tokens.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function request({ server }: Deployment, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, server.origin), { ...init, redirect: 'manual' });
}

const tokens = Object.entries(FORGED_TOKENS).map(([what, makeToken]): DeploymentAttack => ({
  name: `token confusion: bearer token, ${what}`,
  run: async (deployment: Deployment): Promise<string> => {
    const token = await makeToken((await testUser(deployment))?.token ?? null);
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    const { status } = await request(deployment, '/v1/me', { headers });
    assertDefended(status === 401, `GET /v1/me is answered ${status}`);
    return '401';
  },
}));

/** Variants for deployments, which need less access than the attacks of the same name on the local server. */
export const REMOTE_ATTACKS: readonly DeploymentAttack[] = [
  ...tokens,
  ...(
    [
      ['without state', '?code=x'],
      ['with an invented state', '?code=x&state=made-up'],
    ] as const
  ).map(([what, query]): DeploymentAttack => ({
    name: `forced linking: a callback ${what}`,
    run: async (deployment: Deployment): Promise<string> => {
      const { status } = await request(deployment, `/v1/callback${query}`);
      assertDefended(status === 400, `/v1/callback${query} is answered ${status}`);
      return '400';
    },
  })),
  {
    name: 'forced linking: a confirmation without the cookie',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await deployment.user();
      const otherBrowser = victim.with({ browser: (await deployment.user()).browser });
      const { outcome } = await otherBrowser.confirm(await victim.begin(deployment.connection));
      assertDefended(outcome === 'browser_mismatch', `answered ${outcome}`);
      return `${outcome}, before any sign-in`;
    },
  },
  {
    name: 'forced linking: a confirmation without the access token',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await deployment.user();
      const { outcome } = await victim.with({ token: null }).confirm(await victim.begin(deployment.connection));
      assertDefended(outcome === 'unauthorized', `answered ${outcome}`);
      return `${outcome}, before any sign-in`;
    },
  },
  {
    name: 'forced linking: a change by a page of another site (CSRF)',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await testUser(deployment);
      const init = { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' } };
      const { status } =
        (await victim?.call('POST', '/v1/me/link-intents', {}, { origin: 'https://evil.example' })) ??
        (await request(deployment, '/v1/me/link-intents', { ...init, body: '{}' }));
      assertDefended(status === 403 || (!victim && status === 401), `answered ${status}`);
      const preflight = await request(deployment, '/v1/me', {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
      });
      const allowed = preflight.headers.get('access-control-allow-origin');
      assertDefended(allowed === null, `another site is allowed: ${String(allowed)}`);
      return `${status}, no CORS`;
    },
  },
  {
    name: 'clickjacking: a page or an API response in a frame',
    run: async (deployment: Deployment): Promise<string> => {
      for (const path of ['/v1/callback', '/v1/me', `/v1/link-intents/${ABSENT}/start`]) {
        const policy = (await request(deployment, path)).headers.get('content-security-policy') ?? 'no policy';
        assertDefended(policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
      }
      return "frame-ancestors 'none'";
    },
  },
  {
    name: 'token leakage: requests over plain http',
    run: async (deployment: Deployment): Promise<string> => {
      const { protocol, hostname } = new URL(deployment.server.origin);
      if (LOOPBACK.has(hostname)) throw new AttackNotApplicable('loopback');
      assertDefended(protocol === 'https:', 'the deployment is http');
      const header = (await request(deployment, '/v1/me')).headers.get('strict-transport-security');
      assertDefended(header !== null, 'no Strict-Transport-Security');
      return header;
    },
  },
  {
    name: 'enumeration: metrics without a token',
    run: async (deployment: Deployment): Promise<string> => {
      if (LOOPBACK.has(new URL(deployment.server.origin).hostname))
        throw new AttackNotApplicable('loopback may read them');
      const { status } = await request(deployment, '/metrics');
      assertDefended(status !== 200, '/metrics is readable without a token');
      return String(status);
    },
  },
  {
    name: 'IDOR: an undo handle of another user',
    run: async (deployment: Deployment): Promise<string> => {
      const { status } = await (await deployment.user()).call('POST', `/v1/me/undo/${ABSENT}`);
      assertDefended(status === 404, `answered ${status}`);
      return '404';
    },
  },
  {
    name: 'stolen session: an unlink with a stolen access token only',
    run: async (deployment: Deployment): Promise<string> => {
      const { attacker, linked } = await userWithIdentities(deployment);
      const { outcome } = await attacker.unlink(linked);
      assertDefended(outcome === 'insufficient_user_authentication', `answered ${outcome}`);
      return '401, RFC 9470 challenge';
    },
  },
];

/** A test account with an identity that can be unlinked, and that identity. */
async function userWithIdentities(deployment: Deployment) {
  for (const attacker of [await deployment.user(), await deployment.user()]) {
    const linked = (await attacker.me()).body.identities.find(({ primary, lock }) => !primary && !lock);
    if (linked) return { attacker, linked };
  }
  throw new AttackNotApplicable('no test account has anything linked that could be unlinked');
}

/** A test account, if the operator provides one. */
async function testUser(deployment: Deployment) {
  try {
    return await deployment.user();
  } catch (error) {
    // The attack also works without an account.
    if (error instanceof AttackNotApplicable) return undefined;
    throw error;
  }
}
