import { signInAtPortal, signInSilently } from '../../../server/src/testing/api-user.ts';
import { HttpBrowser, type Account } from '../../../server/src/testing/http-browser.ts';
import { eventually, WaitTimeoutError } from '../../../server/src/testing/eventually.ts';
import { AttackSucceeded, assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';

/** Signs a browser in. @returns A refresh token. */
async function signIn(harness: AttackHarness, browser: HttpBrowser, account: Account): Promise<string> {
  const scope = 'openid profile email offline_access';
  const { refresh_token } = await signInAtPortal(harness.portal, browser, account, { scope });
  if (refresh_token === undefined) throw new Error('No refresh token.');
  return refresh_token;
}

/** Whether a refresh token still works. */
async function isRenewed({ portal }: AttackHarness, token: string): Promise<boolean> {
  const response = await fetch(new URL('/oauth/token', portal.tenantOrigin), {
    method: 'POST',
    body: new URLSearchParams({ client_id: portal.clientId, grant_type: 'refresh_token', refresh_token: token }),
  });
  return response.ok;
}

/** Whether a browser has a session at the tenant. */
async function isSignedIn({ portal }: AttackHarness, browser: HttpBrowser): Promise<boolean> {
  return (await signInSilently(portal, browser)) !== null;
}

/** Attacks with sessions of unlinked sign-ins. */
export const ENDED_SESSIONS: readonly Attack[] = [
  {
    name: 'stolen session: a session that began with an identity that is then unlinked',
    run: async (harness: AttackHarness): Promise<string> => {
      const email = `${crypto.randomUUID()}@example.com`;
      const profile = { name: 'Planted', email, email_verified: true };
      const victim = await harness.user({ linked: [{ connection: 'google-oauth2', profile }] });
      const attacker = new HttpBrowser();
      const stolenToken = await signIn(harness, attacker, { connection: 'google-oauth2', email });
      const own = await signIn(harness, victim.browser, victim.account);
      assertDefended(
        (await isSignedIn(harness, attacker)) && (await isSignedIn(harness, victim.browser)),
        'a sign-in failed',
      );

      await victim.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      assertDefended((await victim.unlink(google)).status === 200, 'nothing was unlinked');
      // The sessions end right after the response, each together with its refresh tokens.
      try {
        await eventually('the session ends', async () => !(await isSignedIn(harness, attacker)));
      } catch (error) {
        throw error instanceof WaitTimeoutError ? new AttackSucceeded('the session lives on') : error;
      }
      assertDefended(!(await isRenewed(harness, stolenToken)), 'the refresh token lives on');
      // The user who unlinks stays signed in, as far as Auth0 distinguishes the sessions.
      assertDefended(await isSignedIn(harness, victim.browser), 'the user who unlinked is signed out, too');
      assertDefended(await isRenewed(harness, own), 'the refresh token of the user who unlinked is revoked, too');
      return 'session and refresh token end, those of the user who unlinked stay';
    },
  },
];
