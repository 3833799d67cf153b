import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { NotApplicable, mustHold, type RemoteAttack, type RemoteTarget } from '../attack.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hour = () => Math.floor(Date.now() / 1000) + 3600;
const claims = () => ({ iss: 'https://example.auth0.com/', sub: 'auth0|1', aud: 'api', exp: hour() });

function ask({ origin }: RemoteTarget, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, origin), { ...init, redirect: 'manual' });
}

const FORGED: Readonly<Record<string, () => string>> = {
  'no token at all': () => '',
  'alg none': () => `${part({ alg: 'none' })}.${part(claims())}.`,
  HS256: () => {
    const text = `${part({ alg: 'HS256' })}.${part(claims())}`;
    return `${text}.${createHmac('sha256', 'secret').update(text).digest('base64url')}`;
  },
  'a key of its own': () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = `${part({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) })}.${part(claims())}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  },
};

const tokens = Object.entries(FORGED).map(([what, make]): RemoteAttack => ({
  name: `token confusion: bearer token, ${what}`,
  run: async (target: RemoteTarget): Promise<string> => {
    const token = make();
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    const { status } = await ask(target, '/v1/me', { headers });
    mustHold(status === 401, `GET /v1/me is answered ${status}`);
    return '401';
  },
}));

/** What any deployment can be put to. Nothing is changed at it; the intents begun with a test account are cancelled. */
export const REMOTE_ATTACKS: readonly RemoteAttack[] = [
  ...tokens,
  {
    name: 'forced linking: callback without, or with a made-up, state',
    run: async (target: RemoteTarget): Promise<string> => {
      for (const query of ['', '?code=x', '?code=x&state=made-up']) {
        const { status } = await ask(target, `/v1/callback${query}`);
        mustHold(status === 400, `/v1/callback${query} is answered ${status}`);
      }
      return '400';
    },
  },
  {
    name: 'reverse forced linking: a start URL in a foreign browser',
    run: async (target: RemoteTarget): Promise<string> => {
      const { status } = await ask(target, `/v1/link-intents/${ABSENT}/start`);
      mustHold(status === 403, `answered ${status}`);
      return '403';
    },
  },
  {
    name: 'forced linking: a page of another site (CSRF, CORS)',
    run: async (target: RemoteTarget): Promise<string> => {
      const init = { method: 'POST', headers: { origin: 'https://evil.example', 'content-type': 'application/json' } };
      const answer = await ask(target, '/v1/me/link-intents', { ...init, body: '{}' });
      mustHold(answer.status === 403 || answer.status === 401, `answered ${answer.status}`);
      const preflight = await ask(target, '/v1/me', {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
      });
      const allowed = preflight.headers.get('access-control-allow-origin');
      mustHold(allowed === null, `another site is allowed: ${String(allowed)}`);
      return `${answer.status}, no CORS`;
    },
  },
  {
    name: 'clickjacking: a page or an answer can be framed',
    run: async (target: RemoteTarget): Promise<string> => {
      for (const path of ['/v1/callback', '/v1/me', `/v1/link-intents/${ABSENT}/start`]) {
        const policy = (await ask(target, path)).headers.get('content-security-policy') ?? 'no policy';
        mustHold(policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
      }
      return "frame-ancestors 'none'";
    },
  },
  {
    name: 'token leakage: over plain http',
    run: async (target: RemoteTarget): Promise<string> => {
      const { protocol, hostname } = new URL(target.origin);
      if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw new NotApplicable('loopback');
      mustHold(protocol === 'https:', 'the deployment is http');
      const header = (await ask(target, '/v1/me')).headers.get('strict-transport-security');
      mustHold(header !== null, 'no Strict-Transport-Security');
      return header;
    },
  },
  {
    name: 'enumeration: metrics are public',
    run: async (target: RemoteTarget): Promise<string> => {
      const { hostname } = new URL(target.origin);
      if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw new NotApplicable('loopback may read them');
      const { status } = await ask(target, '/metrics');
      mustHold(status !== 200, 'anybody can read /metrics');
      return String(status);
    },
  },
  {
    name: 'flood: a body without end',
    run: async (target: RemoteTarget): Promise<string> => {
      const answer = await ask(target, '/v1/me/link-intents', {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ connection: 'x'.repeat(2_000_000) }),
      });
      mustHold([401, 413].includes(answer.status), `answered ${answer.status}`);
      return String(answer.status);
    },
  },
  {
    name: "IDOR: an intent, an undo handle, an identity that is not one's own",
    run: async (target: RemoteTarget): Promise<string> => {
      const headers = bearer(target);
      for (const [method, path] of [
        ['GET', `/v1/me/link-intents/${ABSENT}`],
        ['POST', `/v1/me/undo/${ABSENT}`],
      ] as const) {
        const { status } = await ask(target, path, { method, headers });
        mustHold(status === 404, `${method} ${path} is answered ${status}`);
      }
      return '404';
    },
  },
  {
    name: 'stolen session: unlinked with an access token alone',
    run: async (target: RemoteTarget): Promise<string> => {
      const { status } = await ask(target, '/v1/me/identities/google-oauth2/1', {
        ...{ method: 'DELETE', headers: bearer(target) },
      });
      mustHold(status === 401, `answered ${status}`);
      return '401, a fresh login is asked for';
    },
  },
];

function bearer({ token }: RemoteTarget): Record<string, string> {
  if (token === null) throw new NotApplicable('needs ONEFOLD_ATTACK_TOKEN, an access token of a test account');
  return { authorization: `Bearer ${token}` };
}
