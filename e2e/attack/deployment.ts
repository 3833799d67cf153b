import { createHash, randomBytes } from 'node:crypto';
import type { Me } from '@onefold/contract';
import { HttpBrowser } from '../../server/src/testing/http-browser.ts';
import { NotApplicable } from './attack.ts';
import type { Deployment } from './deployment-under-attack.ts';
import { Person } from './person.ts';

const DEMO = ['mira@example.com', 'ana@example.com'] as const;
const DATABASE = 'Username-Password-Authentication';
const NONE =
  'needs two test accounts: set ONEFOLD_ATTACK_TOKEN and ONEFOLD_ATTACK_OTHER_TOKEN to an access token of each';

/**
 * A deployment that runs already.
 *
 * @param tokens Access tokens of the test accounts. Without any, the demo people of a local tenant sign in, where the
 *   address is one of `npm start`.
 */
export async function openDeployment(origin: string, tokens: readonly string[]): Promise<Deployment> {
  const given = tokens.length > 0 ? tokens : await demoTokens(origin);
  const [first] = given;
  let next = 0;
  return {
    server: { origin },
    connection: first === undefined ? 'google-oauth2' : await linkable(origin, first),
    person: async () => {
      if (given.length < 2) throw new NotApplicable(NONE);
      const token = given[next++ % given.length] ?? '';
      const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
      const account = { connection: 'not signed in to here', email: '' };
      return new Person({ sub, account, token, browser: new HttpBrowser(), origin });
    },
  };
}

/** The first connection that may be linked. @throws {Error} Where the token is not taken. */
async function linkable(origin: string, token: string): Promise<string> {
  const answer = await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`The test account's token is refused: ${answer.status} ${await answer.text()}`);
  const { connections } = (await answer.json()) as Me;
  const [connection] = connections;
  if (!connection) throw new Error('The test account may link nothing.');
  return connection.name;
}

/** Access tokens of two of the local tenant's people; none where this is not a portal with a local tenant. */
async function demoTokens(origin: string): Promise<readonly string[]> {
  const answer = await fetch(`${origin}/config.json`);
  const isConfig = answer.ok && answer.headers.get('content-type')?.includes('json') === true;
  if (!isConfig) return [];
  const config = (await answer.json()) as PortalConfig;
  const { protocol, hostname } = new URL(/^https?:/.test(config.domain) ? config.domain : `https://${config.domain}`);
  if (protocol !== 'http:' || hostname !== 'localhost') return [];
  return Promise.all(DEMO.map((email) => signIn(origin, config, email)));
}

interface PortalConfig {
  readonly domain: string;
  readonly clientId: string;
  readonly audience: string;
}

/** As the portal does it: code and PKCE (RFC 7636). */
async function signIn(origin: string, { domain, clientId, audience }: PortalConfig, email: string): Promise<string> {
  const [browser, verifier] = [new HttpBrowser(), randomBytes(32).toString('base64url')];
  const callback = `${origin}/callback`;
  const query = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: callback, response_type: 'code', scope: 'openid profile email', audience },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await browser.open(`${domain}/authorize?${query}`);
  const end = await browser.signIn(page, { connection: DATABASE, email, password: 'demo' }, callback);
  const answer = await fetch(`${domain}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: callback, code_verifier: verifier },
      code: end.url.searchParams.get('code') ?? '',
    }),
  });
  if (!answer.ok) throw new Error(`${email} cannot sign in: ${await answer.text()}`);
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}
