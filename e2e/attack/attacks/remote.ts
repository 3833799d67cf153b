import { NotApplicable, mustHold } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment-under-attack.ts';
import { FORGED_TOKENS } from './forged-token.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function ask({ server }: Deployment, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, server.origin), { ...init, redirect: 'manual' });
}

const tokens = Object.entries(FORGED_TOKENS).map(([what, make]): DeploymentAttack => ({
  name: `token confusion: bearer token, ${what}`,
  run: async (deployment: Deployment): Promise<string> => {
    const token = await make((await testUser(deployment))?.token ?? null);
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    const { status } = await ask(deployment, '/v1/me', { headers });
    mustHold(status === 401, `GET /v1/me is answered ${status}`);
    return '401';
  },
}));

/** Variants for deployments, which need less access than the attacks of the same name on the local server. */
export const REMOTE_ATTACKS: readonly DeploymentAttack[] = [
  ...tokens,
  ...(
    [
      ['without state', '?code=x'],
      ['with a made-up state', '?code=x&state=made-up'],
    ] as const
  ).map(([what, query]): DeploymentAttack => ({
    name: `forced linking: callback ${what}`,
    run: async (deployment: Deployment): Promise<string> => {
      const { status } = await ask(deployment, `/v1/callback${query}`);
      mustHold(status === 400, `/v1/callback${query} is answered ${status}`);
      return '400';
    },
  })),
  {
    name: 'forced linking: confirmed without the cookie',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await deployment.user();
      const elsewhere = victim.with({ browser: (await deployment.user()).browser });
      const { outcome } = await elsewhere.confirm(await victim.begin(deployment.connection));
      mustHold(outcome === 'browser_mismatch', `answered ${outcome}`);
      return `${outcome}, before any sign-in`;
    },
  },
  {
    name: 'forced linking: confirmed without the access token',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await deployment.user();
      const { outcome } = await victim.with({ token: null }).confirm(await victim.begin(deployment.connection));
      mustHold(outcome === 'unauthorized', `answered ${outcome}`);
      return `${outcome}, before any sign-in`;
    },
  },
  {
    name: 'forced linking: a page of another site changes something (CSRF)',
    run: async (deployment: Deployment): Promise<string> => {
      const victim = await testUser(deployment);
      const init = { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' } };
      const { status } =
        (await victim?.call('POST', '/v1/me/link-intents', {}, { origin: 'https://evil.example' })) ??
        (await ask(deployment, '/v1/me/link-intents', { ...init, body: '{}' }));
      mustHold(status === 403 || (!victim && status === 401), `answered ${status}`);
      const preflight = await ask(deployment, '/v1/me', {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
      });
      const allowed = preflight.headers.get('access-control-allow-origin');
      mustHold(allowed === null, `another site is allowed: ${String(allowed)}`);
      return `${status}, no CORS`;
    },
  },
  {
    name: 'clickjacking: a page or an answer can be framed',
    run: async (deployment: Deployment): Promise<string> => {
      for (const path of ['/v1/callback', '/v1/me', `/v1/link-intents/${ABSENT}/start`]) {
        const policy = (await ask(deployment, path)).headers.get('content-security-policy') ?? 'no policy';
        mustHold(policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
      }
      return "frame-ancestors 'none'";
    },
  },
  {
    name: 'token leakage: over plain http',
    run: async (deployment: Deployment): Promise<string> => {
      const { protocol, hostname } = new URL(deployment.server.origin);
      if (LOOPBACK.has(hostname)) throw new NotApplicable('loopback');
      mustHold(protocol === 'https:', 'the deployment is http');
      const header = (await ask(deployment, '/v1/me')).headers.get('strict-transport-security');
      mustHold(header !== null, 'no Strict-Transport-Security');
      return header;
    },
  },
  {
    name: 'enumeration: metrics are public',
    run: async (deployment: Deployment): Promise<string> => {
      if (LOOPBACK.has(new URL(deployment.server.origin).hostname)) throw new NotApplicable('loopback may read them');
      const { status } = await ask(deployment, '/metrics');
      mustHold(status !== 200, 'anybody can read /metrics');
      return String(status);
    },
  },
  {
    name: "IDOR: an undo handle that is not one's own",
    run: async (deployment: Deployment): Promise<string> => {
      const { status } = await (await deployment.user()).call('POST', `/v1/me/undo/${ABSENT}`);
      mustHold(status === 404, `answered ${status}`);
      return '404';
    },
  },
  {
    name: 'stolen session: unlinked with a stolen access token alone',
    run: async (deployment: Deployment): Promise<string> => {
      const { thief, linked } = await withLinked(deployment);
      const { outcome } = await thief.unlink(linked);
      mustHold(outcome === 'insufficient_user_authentication', `answered ${outcome}`);
      return '401, RFC 9470 challenge';
    },
  },
];

/** A test account with an identity that can be unlinked, and that identity. */
async function withLinked(deployment: Deployment) {
  for (const thief of [await deployment.user(), await deployment.user()]) {
    const linked = (await thief.me()).body.identities.find(({ primary, lock }) => !primary && !lock);
    if (linked) return { thief, linked };
  }
  throw new NotApplicable('no test account has anything linked that could be unlinked');
}

/** A test account, if the operator provides one. */
async function testUser(deployment: Deployment) {
  try {
    return await deployment.user();
  } catch (error) {
    // The attack also works without an account.
    if (error instanceof NotApplicable) return undefined;
    throw error;
  }
}
