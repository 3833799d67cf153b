import { HttpBrowser } from '../../../server/src/testing/http-browser.ts';
import { mustHold, type Attack } from '../attack.ts';
import type { AttackWorld } from '../attack-world.ts';
import { elevateWith, proveWith, type Claims } from '../forged-proof.ts';

/** A user with a linked Google account, and the key of that identity. */
async function withGoogle(world: AttackWorld) {
  const address = `${crypto.randomUUID()}@example.com`;
  const profile = { name: 'Linked', email: address, email_verified: true };
  const victim = await world.user({ linked: [{ connection: 'google-oauth2', profile }] });
  const { identities } = (await victim.me()).body;
  const google = identities.find(({ primary }) => !primary);
  if (google === undefined) throw new Error('Nothing is linked.');
  return { victim, google };
}

const STALE: Readonly<Record<string, (honest: Claims) => Claims>> = {
  'no auth_time': (honest) => ({ ...honest, auth_time: null }),
  'auth_time of an hour ago': (honest) => ({ ...honest, auth_time: Number(honest['auth_time']) - 3600 }),
  'auth_time as text': (honest) => ({ ...honest, auth_time: String(honest['auth_time']) }),
};

const stale = Object.entries(STALE).flatMap(([what, change]): readonly Attack[] => [
  {
    name: `stolen session: elevated with ${what}`,
    run: async (world: AttackWorld): Promise<string> => {
      const victim = await world.user();
      const elevated = await elevateWith(world, victim, (honest) => world.tenant.control.signToken(change(honest)));
      mustHold(!elevated, 'the login counts as fresh');
      return 'not fresh';
    },
  },
  {
    name: `stolen session: other account proved with ${what}`,
    run: async (world: AttackWorld): Promise<string> => {
      const [victim, other] = [await world.user(), await world.user({ connection: 'google-oauth2' })];
      const { stage } = await proveWith(world, victim, {
        ...{ connection: 'google-oauth2', sub: other.sub },
        forge: (honest) => world.tenant.control.signToken(change(honest)),
      });
      mustHold(stage === 'failed', `the intent is ${stage}`);
      return 'the intent has failed';
    },
  },
]);

/** A thief with a stolen session adds or removes a sign-in. */
export const FRESH_LOGIN: readonly Attack[] = [
  ...stale,
  {
    name: 'stolen session: unlinked with a stolen access token alone',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      const thief = victim.with({ browser: new HttpBrowser() });
      const answer = await thief.unlink(google);
      mustHold(answer.outcome === 'insufficient_user_authentication', `answered ${answer.outcome}`);
      mustHold(answer.headers.get('www-authenticate')?.includes('max_age="600"') === true, 'without the challenge');
      return '401, RFC 9470 challenge';
    },
  },
  {
    name: "stolen session: unlinked with a stolen access token while the victim's login is fresh elsewhere",
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      await victim.elevate();
      const thief = victim.with({ browser: new HttpBrowser() });
      await thief.begin('google-oauth2');
      const answer = await thief.unlink(google);
      mustHold(answer.outcome === 'insufficient_user_authentication', `answered ${answer.outcome}`);
      return 'a fresh login belongs to its browser';
    },
  },
  {
    name: 'stolen session: an unlink undone with a stolen access token alone',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      await victim.elevate();
      mustHold((await victim.unlink(google)).status === 200, 'nothing was unlinked');
      const thief = victim.with({ browser: new HttpBrowser() });
      const handle = (await thief.me()).body.undo?.handle;
      const answer = await thief.call('POST', `/v1/me/undo/${String(handle)}`);
      mustHold(answer.outcome === 'insufficient_user_authentication', `answered ${answer.outcome}`);
      return 'the unlinked sign-in stays unlinked';
    },
  },
  {
    name: "stolen session: linked with a stolen access token and one's own account",
    run: async (world: AttackWorld): Promise<string> => {
      const [victim, mallory] = [await world.user(), await world.user({ connection: 'google-oauth2' })];
      const thief = victim.with({ browser: new HttpBrowser() });
      const intent = await thief.begin('google-oauth2');
      const second = await thief.browser.signIn(await thief.browser.open(intent.start_url), mallory.account);
      // The thief does not know the victim's password, and signs in to the thief's own account again.
      await thief.browser.signIn(second, mallory.account);
      const answer = await thief.confirm(intent);
      mustHold(answer.outcome === 'wrong_stage', `answered ${answer.outcome}`);
      return 'the second sign-in asks for the account itself';
    },
  },
  {
    name: 'stolen session: unlinked with a login of eleven minutes ago',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      await victim.elevate();
      await world.advance(601);
      const answer = await victim.unlink(google);
      mustHold(answer.outcome === 'insufficient_user_authentication', `answered ${answer.outcome}`);
      return 'ten minutes later the login is not fresh any more';
    },
  },
  {
    name: 'provider disabled: after the proof, before the yes',
    run: async (world: AttackWorld): Promise<string> => {
      const [victim, other] = [await world.user(), await world.user({ connection: 'github' })];
      const intent = await victim.prove(other.account);
      world.tenant.control.setConnectionEnabled(world.portal.clientId, 'github', false);
      try {
        const answer = await victim.confirm(intent);
        mustHold(answer.outcome === 'connection_not_allowed', `answered ${answer.outcome}`);
        return answer.outcome;
      } finally {
        world.tenant.control.setConnectionEnabled(world.portal.clientId, 'github', true);
      }
    },
  },
  {
    name: 'provider disabled: the last usable sign-in is not the disabled one',
    run: async (world: AttackWorld): Promise<string> => {
      const address = `${crypto.randomUUID()}@example.com`;
      const profile = { name: 'Linked', email: address, email_verified: true };
      const victim = await world.user({
        connection: 'acme-corp',
        linked: [{ connection: 'google-oauth2', profile }],
      });
      await victim.elevate();
      const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
      if (google === undefined) throw new Error('Nothing is linked.');
      world.tenant.control.setConnectionEnabled(world.portal.clientId, 'acme-corp', false);
      try {
        const answer = await victim.unlink(google);
        mustHold(answer.outcome === 'last_usable_sign_in', `answered ${answer.outcome}`);
        return answer.outcome;
      } finally {
        world.tenant.control.setConnectionEnabled(world.portal.clientId, 'acme-corp', true);
      }
    },
  },
];
