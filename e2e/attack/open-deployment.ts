import type { Me } from '@onefold/contract';
import { ApiUser, signInAtPortal, subjectOf } from '../../server/src/testing/api-user.ts';
import { HttpBrowser } from '../../server/src/testing/http-browser.ts';
import { AttackNotApplicable } from './attack.ts';
import type { Deployment } from './deployment.ts';

const DEMO = ['mira@example.com', 'ana@example.com'] as const;
const DATABASE = 'Username-Password-Authentication';
const NONE =
  'needs two test accounts: set ONEFOLD_ATTACK_TOKEN and ONEFOLD_ATTACK_OTHER_TOKEN to an access token of each';

/**
 * A deployment that is already running.
 *
 * @param tokens Access tokens of the test accounts. Without tokens, demo users sign in if the address is a portal of `npm start`
 *   with its local tenant.
 */
export async function openDeployment(origin: string, tokens: readonly string[]): Promise<Deployment> {
  const accessTokens = tokens.length > 0 ? tokens : await demoTokens(origin);
  const [first] = accessTokens;
  let next = 0;
  return {
    server: { origin },
    connection: first === undefined ? 'google-oauth2' : await linkable(origin, first),
    user: async () => {
      if (accessTokens.length < 2) throw new AttackNotApplicable(NONE);
      const token = accessTokens[next++ % accessTokens.length] ?? '';
      const account = { connection: 'not signed in to here', email: '' };
      return new ApiUser({ sub: subjectOf(token), account, token, browser: new HttpBrowser(), origin });
    },
  };
}

/** The first connection that may be linked. @throws {Error} If the server rejects the token. */
async function linkable(origin: string, token: string): Promise<string> {
  const response = await fetch(`${origin}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`The test account's token is refused: ${response.status} ${await response.text()}`);
  const { connections } = (await response.json()) as Me;
  const [connection] = connections;
  if (!connection) throw new Error('The test account may link nothing.');
  return connection.name;
}

/** Access tokens of two users of the local tenant; empty if this is not a portal with a local tenant. */
async function demoTokens(origin: string): Promise<readonly string[]> {
  const response = await fetch(`${origin}/config.json`);
  const isConfig = response.ok && response.headers.get('content-type')?.includes('json') === true;
  if (!isConfig) return [];
  const config = (await response.json()) as PortalConfig;
  const { protocol, hostname } = new URL(/^https?:/.test(config.domain) ? config.domain : `https://${config.domain}`);
  if (protocol !== 'http:' || hostname !== 'localhost') return [];
  const portal = { origin, tenantOrigin: config.domain, clientId: config.clientId, audience: config.audience };
  return Promise.all(
    DEMO.map(async (email) => {
      const account = { connection: DATABASE, email, password: 'demo' };
      return (await signInAtPortal(portal, new HttpBrowser(), account)).access_token;
    }),
  );
}

interface PortalConfig {
  readonly domain: string;
  readonly clientId: string;
  readonly audience: string;
}
