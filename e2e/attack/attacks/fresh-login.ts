import { HttpBrowser } from '../../../server/src/testing/http-browser.ts';
import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { elevateWith, proveWith, type Claims } from '../forged-proof.ts';

/** A user with a linked Google account, and the key of that identity. */
async function withGoogle(harness: AttackHarness) {
  const address = `${crypto.randomUUID()}@example.com`;
  const profile = { name: 'Linked', email: address, email_verified: true };
  const victim = await harness.user({ linked: [{ connection: 'google-oauth2', profile }] });
  const { identities } = (await victim.me()).body;
  const google = identities.find(({ primary }) => !primary);
  if (google === undefined) throw new Error('Nothing is linked.');
  return { victim, google };
}

const STALE: Readonly<Record<string, (valid: Claims) => Claims>> = {
  'no auth_time': (valid) => ({ ...valid, auth_time: null }),
  'auth_time of an hour ago': (valid) => ({ ...valid, auth_time: Number(valid['auth_time']) - 3600 }),
  'auth_time as text': (valid) => ({ ...valid, auth_time: String(valid['auth_time']) }),
};

const stale = Object.entries(STALE).flatMap(([what, change]): readonly Attack[] => [
  {
    name: `stolen session: an elevation with ${what}`,
    run: async (harness: AttackHarness): Promise<string> => {
      const victim = await harness.user();
      const elevated = await elevateWith(harness, victim, (valid) => harness.tenant.control.signToken(change(valid)));
      assertDefended(!elevated, 'the login counts as fresh');
      return 'not fresh';
    },
  },
  {
    name: `stolen session: a proof of the other account with ${what}`,
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const { stage } = await proveWith(harness, victim, {
        ...{ connection: 'google-oauth2', sub: other.sub },
        forge: (valid) => harness.tenant.control.signToken(change(valid)),
      });
      assertDefended(stage === 'failed', `the intent is ${stage}`);
      return 'the intent has failed';
    },
  },
]);

/** A thief with a stolen session adds or removes a sign-in. */
export const FRESH_LOGIN: readonly Attack[] = [
  ...stale,
  {
    name: 'stolen session: an unlink with a stolen access token only',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      const attacker = victim.with({ browser: new HttpBrowser() });
      const response = await attacker.unlink(google);
      assertDefended(response.outcome === 'insufficient_user_authentication', `answered ${response.outcome}`);
      assertDefended(
        response.headers.get('www-authenticate')?.includes('max_age="600"') === true,
        'without the challenge',
      );
      return '401, RFC 9470 challenge';
    },
  },
  {
    name: 'stolen session: an unlink with a stolen access token while the victim is recently signed in elsewhere',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      await victim.elevate();
      const attacker = victim.with({ browser: new HttpBrowser() });
      await attacker.begin('google-oauth2');
      const response = await attacker.unlink(google);
      assertDefended(response.outcome === 'insufficient_user_authentication', `answered ${response.outcome}`);
      return 'a recent sign-in counts only in its browser';
    },
  },
  {
    name: 'stolen session: an undo with a stolen access token only',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      await victim.elevate();
      assertDefended((await victim.unlink(google)).status === 200, 'nothing was unlinked');
      const attacker = victim.with({ browser: new HttpBrowser() });
      const handle = (await attacker.me()).body.undo?.handle;
      const response = await attacker.call('POST', `/v1/me/undo/${String(handle)}`);
      assertDefended(response.outcome === 'insufficient_user_authentication', `answered ${response.outcome}`);
      return 'the unlinked sign-in stays unlinked';
    },
  },
  {
    name: "stolen session: a link of the attacker's account with a stolen access token",
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, mallory] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const attacker = victim.with({ browser: new HttpBrowser() });
      const intent = await attacker.begin('google-oauth2');
      const second = await attacker.browser.signIn(await attacker.browser.open(intent.start_url), mallory.account);
      // The thief does not know the victim's password, and signs in to the thief's own account again.
      await attacker.browser.signIn(second, mallory.account);
      const response = await attacker.confirm(intent);
      assertDefended(response.outcome === 'wrong_stage', `answered ${response.outcome}`);
      return 'the second sign-in asks for the account itself';
    },
  },
  {
    name: 'stolen session: an unlink eleven minutes after the sign-in',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      await victim.elevate();
      await harness.advance(601);
      const response = await victim.unlink(google);
      assertDefended(response.outcome === 'insufficient_user_authentication', `answered ${response.outcome}`);
      return 'ten minutes later the login is not fresh any more';
    },
  },
  {
    name: 'provider disabled: a confirmation after the connection was disabled',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'github' })];
      const intent = await victim.prove(other.account);
      harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'github', false);
      try {
        const response = await victim.confirm(intent);
        assertDefended(response.outcome === 'connection_not_allowed', `answered ${response.outcome}`);
        return response.outcome;
      } finally {
        harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'github', true);
      }
    },
  },
  {
    name: 'provider disabled: an unlink that leaves only a disabled sign-in',
    run: async (harness: AttackHarness): Promise<string> => {
      const address = `${crypto.randomUUID()}@example.com`;
      const profile = { name: 'Linked', email: address, email_verified: true };
      const victim = await harness.user({
        connection: 'acme-corp',
        linked: [{ connection: 'google-oauth2', profile }],
      });
      await victim.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'acme-corp', false);
      try {
        const response = await victim.unlink(google);
        assertDefended(response.outcome === 'last_usable_sign_in', `answered ${response.outcome}`);
        return response.outcome;
      } finally {
        harness.tenant.control.setConnectionEnabled(harness.portal.clientId, 'acme-corp', true);
      }
    },
  },
];
