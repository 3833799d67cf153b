import { createHash, randomBytes } from 'node:crypto';
import { HttpBrowser, type Account } from '../../../server/src/testing/http-browser.ts';
import { eventually, NotInTime } from '../../../server/src/testing/eventually.ts';
import { Broken, mustHold, type Attack } from '../attack.ts';
import type { AttackWorld } from '../attack-world.ts';

/** A sign-in at the portal, as its SDK does it. */
function authorization({ tenant, server, clientId }: AttackWorld, extra: Readonly<Record<string, string>>) {
  const verifier = randomBytes(32).toString('base64url');
  const callback = `${server.origin}/callback`;
  const url = new URL('/authorize', tenant.origin);
  url.search = new URLSearchParams({
    ...{ client_id: clientId, response_type: 'code', redirect_uri: callback, state: 'state' },
    scope: 'openid profile email offline_access',
    ...{ code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' },
    ...extra,
  }).toString();
  return { url, verifier, callback };
}

async function tokens({ tenant, clientId }: AttackWorld, grant: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(new URL('/oauth/token', tenant.origin), {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...grant }),
  });
}

/** Signs a browser in. @returns A refresh token. */
async function signIn(world: AttackWorld, browser: HttpBrowser, account: Account): Promise<string> {
  const { url, verifier, callback } = authorization(world, { prompt: 'login', connection: account.connection });
  const end = await browser.signIn(await browser.open(url), account, callback);
  const code = String(end.url.searchParams.get('code'));
  const answer = await tokens(world, {
    ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: callback },
  });
  const { refresh_token } = (await answer.json()) as { readonly refresh_token?: string };
  if (refresh_token === undefined) throw new Error('No refresh token.');
  return refresh_token;
}

/** Whether a browser is signed in, without asking anybody. */
async function isSignedIn(world: AttackWorld, browser: HttpBrowser): Promise<boolean> {
  const { url, callback } = authorization(world, { prompt: 'none' });
  return (await browser.open(url, callback)).url.searchParams.has('code');
}

/** Sessions of sign-ins that were unlinked. */
export const ENDED_SESSIONS: readonly Attack[] = [
  {
    name: 'stolen session: signed in with a sign-in that is unlinked then',
    run: async (world: AttackWorld): Promise<string> => {
      const email = `${crypto.randomUUID()}@example.com`;
      const profile = { name: 'Planted', email, email_verified: true };
      const victim = await world.person({ linked: [{ connection: 'google-oauth2', profile }] });
      const thief = new HttpBrowser();
      const renewal = (token: string) => tokens(world, { grant_type: 'refresh_token', refresh_token: token });
      const stolen = await signIn(world, thief, { connection: 'google-oauth2', email });
      const own = await signIn(world, victim.browser, victim.account);
      mustHold((await isSignedIn(world, thief)) && (await isSignedIn(world, victim.browser)), 'a sign-in failed');

      await victim.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      mustHold((await victim.unlink(google)).status === 200, 'nothing was unlinked');
      // The sessions end right after the response, each together with its refresh tokens.
      try {
        await eventually('the session ends', async () => !(await isSignedIn(world, thief)));
      } catch (error) {
        throw error instanceof NotInTime ? new Broken('the session lives on') : error;
      }
      mustHold(!(await renewal(stolen)).ok, 'the refresh token lives on');
      // The user who unlinks stays signed in, as far as Auth0 distinguishes the sessions.
      mustHold(await isSignedIn(world, victim.browser), 'the person who unlinked is signed out, too');
      mustHold((await renewal(own)).ok, 'the refresh token of the user who unlinked is revoked, too');
      return 'session and refresh token end, those of the person who unlinked stay';
    },
  },
];
