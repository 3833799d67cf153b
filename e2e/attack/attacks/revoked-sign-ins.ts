import { randomUUID } from 'node:crypto';
import { HttpBrowser } from '../../../server/src/testing/http-browser.ts';
import { mustHold, type Attack } from '../attack.ts';
import type { AttackWorld } from '../attack-world.ts';

/** A user with a linked Google account, and the key of that identity. */
async function withGoogle(world: AttackWorld) {
  const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
  const victim = await world.user({ linked: [{ connection: 'google-oauth2', profile }] });
  const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
  if (google === undefined) throw new Error('Nothing is linked.');
  return { victim, google };
}

/** Attacks with recent sign-ins, open intents, confirmations and tokens that a later event must invalidate. */
export const REVOKED_SIGN_INS: readonly Attack[] = [
  {
    name: 'stolen session: recently signed in elsewhere while the owner unlinks a sign-in',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      const mallory = await world.user({ connection: 'github' });
      const thief = victim.with({ browser: new HttpBrowser() });
      const ready = await thief.prove(mallory.account);
      await victim.elevate();
      mustHold((await victim.unlink(google)).status === 200, 'nothing was unlinked');

      const handle = (await thief.me()).body.undo?.handle;
      const undone = await thief.call('POST', `/v1/me/undo/${String(handle)}`);
      mustHold(undone.outcome === 'insufficient_user_authentication', `undone: ${undone.outcome}`);
      const unlinked = await thief.unlink(google);
      mustHold(unlinked.outcome === 'insufficient_user_authentication', `unlinked: ${unlinked.outcome}`);
      const linked = await thief.confirm(ready);
      mustHold(linked.outcome === 'wrong_stage', `linked: ${linked.outcome}`);
      return 'recent sign-ins and open intents of other browsers end with the change';
    },
  },
  {
    name: "lock-out: requests that name a victim's identity",
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      const mallory = await world.user();
      await Promise.all([victim.elevate(), mallory.elevate()]);
      // Auth0 delays its response about the attacker's account.
      const path = `/api/v2/users/${mallory.sub}`;
      const slow = world.tenant.control.faults.add({ method: 'GET', path, delayMs: 3_000, times: 1 });
      try {
        const attack = mallory.unlink(google);
        const [answer] = await Promise.all([victim.unlink(google), attack]);
        mustHold(answer.status === 200, `the owner is answered ${answer.outcome}`);
        mustHold((await attack).outcome === 'not_found', `the attacker is answered ${(await attack).outcome}`);
      } finally {
        world.tenant.control.faults.remove(slow);
      }
      return 'only the account of the caller is locked until the identity is known to be its own';
    },
  },
  {
    name: 'blocked account: unlinked with a token that is still valid',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      await victim.elevate();
      world.tenant.control.patchUser(victim.sub, { blocked: true });
      const answer = await victim.unlink(google);
      mustHold(answer.outcome === 'account_changed', `answered ${answer.outcome}`);
      return answer.outcome;
    },
  },
  {
    name: 'blocked account: changed otherwise with a token that is still valid',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      world.tenant.control.patchUser(victim.sub, { blocked: true });
      const other = victim.with({ origin: (await world.anotherServer({})).origin });
      const answers = [
        await other.call('POST', '/v1/me/link-intents', { connection: 'github', mode: 'popup' }),
        await other.call('PATCH', `/v1/me/identities/google-oauth2/${google.user_id}`, { nickname: 'mine' }),
        await other.call('DELETE', `/v1/me/suggestions/${randomUUID()}`),
      ];
      for (const { outcome } of answers) mustHold(outcome === 'account_changed', `answered ${outcome}`);
      return 'no intent, no name, no dismissal';
    },
  },
  {
    name: 'forced linking: an old confirmation replayed after the undo',
    run: async (world: AttackWorld): Promise<string> => {
      const [victim, other] = [await world.user(), await world.user({ connection: 'github' })];
      const intent = await victim.prove(other.account);
      mustHold((await victim.confirm(intent)).status === 200, 'nothing was linked');
      const handle = (await victim.me()).body.undo?.handle;
      mustHold((await victim.call('POST', `/v1/me/undo/${String(handle)}`)).status === 200, 'nothing was undone');
      const answer = await victim.confirm(intent);
      mustHold(answer.status === 409, `answered ${answer.outcome}`);
      mustHold(!answer.text.includes(other.account.email), 'the answer reveals the other account');
      return '409, no profile';
    },
  },
  {
    name: 'delegated session: a token with act changes something',
    run: async (world: AttackWorld): Promise<string> => {
      const { victim, google } = await withGoogle(world);
      await victim.elevate();
      const claims = JSON.parse(Buffer.from(victim.token?.split('.')[1] ?? '', 'base64url').toString()) as object;
      const token = await world.tenant.control.signToken({ ...claims, act: { sub: 'auth0|support' } });
      const support = victim.with({ token });
      mustHold((await support.me()).status === 200, 'the profile cannot be viewed');
      const answers = [
        await support.unlink(google),
        await support.call('POST', '/v1/me/link-intents', { connection: 'github', mode: 'popup' }),
        await support.call('POST', '/v1/me/elevations', { mode: 'popup' }),
        await support.call('PATCH', `/v1/me/identities/google-oauth2/${google.user_id}`, { nickname: 'mine' }),
        await support.call('POST', `/v1/me/undo/${randomUUID()}`),
        await support.call('DELETE', `/v1/me/suggestions/${randomUUID()}`),
        await support.call('POST', `/v1/me/history/${randomUUID()}/flag`),
      ];
      for (const { outcome } of answers) mustHold(outcome === 'delegated_session', `answered ${outcome}`);
      return '403 for every change';
    },
  },
  {
    name: 'reverse forced linking: a planted cookie in a browser without fetch metadata',
    run: async (world: AttackWorld): Promise<string> => {
      const mallory = await world.user();
      const { start_url } = await mallory.begin('google-oauth2');
      const answer = await mallory.browser.fetch(start_url, { method: 'GET' });
      const text = await answer.text();
      mustHold(answer.status === 200 && text.includes(mallory.account.email), `answered ${answer.status}`);
      const sent = await mallory.browser.fetch(start_url, {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      });
      mustHold(sent.status === 403, `a page of another site continues: ${sent.status}`);
      return 'a page names the account before anything begins';
    },
  },
  {
    name: 'reverse forced linking: a planted cookie and a start URL in a message',
    run: async (world: AttackWorld): Promise<string> => {
      const mallory = await world.user();
      const { start_url } = await mallory.begin('google-oauth2');
      // The attacker's cookie, as an application on another port of localhost could set it.
      const visit = (site: string) =>
        mallory.browser.fetch(start_url, { method: 'GET', headers: { 'sec-fetch-site': site } });
      for (const site of ['none', 'cross-site', 'same-site']) {
        const { status } = await visit(site);
        mustHold(status === 403, `${site}: answered ${status}`);
      }
      mustHold((await visit('same-origin')).status === 303, 'the portal itself is refused');
      return '403 unless a page of the portal navigates';
    },
  },
];
