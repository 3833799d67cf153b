import { randomUUID } from 'node:crypto';
import { CHANGING_ROUTES, withChanges, type UserWithChanges } from '../../../server/src/testing/changing-routes.ts';
import { HttpBrowser } from '../../../server/src/testing/http-browser.ts';
import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';

/** A user with a linked Google account, and the key of that identity. */
async function withGoogle(harness: AttackHarness) {
  const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
  const victim = await harness.user({ linked: [{ connection: 'google-oauth2', profile }] });
  const google = (await victim.me()).body.identities.find(({ primary }) => !primary);
  if (google === undefined) throw new Error('Nothing is linked.');
  return { victim, google };
}

/** A user who can make every change, and whose profile is cached. */
async function preparedChanges(harness: AttackHarness): Promise<UserWithChanges> {
  const [user, linked, other] = [
    await harness.user(),
    await harness.user({ connection: 'google-oauth2' }),
    await harness.user({ connection: 'github' }),
  ];
  return withChanges(user, linked.account, other.account);
}

/** Tries every change. */
async function refusedWith(code: string, changes: UserWithChanges): Promise<string> {
  const routes = Object.entries(CHANGING_ROUTES);
  for (const [route, send] of routes) {
    const { outcome } = await send(changes);
    assertDefended(outcome === code, `${route} answered ${outcome}`);
  }
  return `${routes.length} routes answer ${code}`;
}

/** Attacks with recent sign-ins, open intents, confirmations and tokens that a later event must invalidate. */
export const REVOKED_SIGN_INS: readonly Attack[] = [
  {
    name: 'stolen session: a recent sign-in in another browser while the owner unlinks',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      const mallory = await harness.user({ connection: 'github' });
      const attacker = victim.with({ browser: new HttpBrowser() });
      const ready = await attacker.prove(mallory.account);
      await victim.elevate();
      assertDefended((await victim.unlink(google)).status === 200, 'nothing was unlinked');

      const handle = (await attacker.me()).body.undo?.handle;
      const undone = await attacker.call('POST', `/v1/me/undo/${String(handle)}`);
      assertDefended(undone.outcome === 'insufficient_user_authentication', `undone: ${undone.outcome}`);
      const unlinked = await attacker.unlink(google);
      assertDefended(unlinked.outcome === 'insufficient_user_authentication', `unlinked: ${unlinked.outcome}`);
      const linked = await attacker.confirm(ready);
      assertDefended(linked.outcome === 'wrong_stage', `linked: ${linked.outcome}`);
      return 'recent sign-ins and open intents of other browsers end with the change';
    },
  },
  {
    name: "lock-out: requests that name a victim's identity",
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      const mallory = await harness.user();
      await Promise.all([victim.elevate(), mallory.elevate()]);
      // Auth0 delays its response about the attacker's account.
      const path = `/api/v2/users/${mallory.sub}`;
      const slow = harness.tenant.control.faults.add({ method: 'GET', path, delayMs: 3_000, times: 1 });
      try {
        const attack = mallory.unlink(google);
        const [response] = await Promise.all([victim.unlink(google), attack]);
        assertDefended(response.status === 200, `the owner is answered ${response.outcome}`);
        assertDefended((await attack).outcome === 'not_found', `the attacker is answered ${(await attack).outcome}`);
      } finally {
        harness.tenant.control.faults.remove(slow);
      }
      return 'only the account of the caller is locked until the identity is known to be its own';
    },
  },
  {
    name: 'blocked account: an unlink with a token that is still valid',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      await victim.elevate();
      harness.tenant.control.patchUser(victim.sub, { blocked: true });
      const response = await victim.unlink(google);
      assertDefended(response.outcome === 'account_changed', `answered ${response.outcome}`);
      return response.outcome;
    },
  },
  {
    name: 'blocked account: a confirmation right after a view',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'github' })];
      const intent = await victim.prove(other.account);
      await victim.me();
      harness.tenant.control.patchUser(victim.sub, { blocked: true });
      const response = await victim.confirm(intent);
      assertDefended(response.outcome === 'account_changed', `answered ${response.outcome}`);
      return response.outcome;
    },
  },
  {
    name: 'blocked account: every change right after a view',
    run: async (harness: AttackHarness): Promise<string> => {
      const changes = await preparedChanges(harness);
      harness.tenant.control.patchUser(changes.user.sub, { blocked: true });
      return refusedWith('account_changed', changes);
    },
  },
  {
    name: 'deleted account: every change right after a view',
    run: async (harness: AttackHarness): Promise<string> => {
      const changes = await preparedChanges(harness);
      await harness.deleteUser(changes.user.sub);
      return refusedWith('account_gone', changes);
    },
  },
  {
    name: 'forced linking: an old confirmation replayed after the undo',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'github' })];
      const intent = await victim.prove(other.account);
      assertDefended((await victim.confirm(intent)).status === 200, 'nothing was linked');
      const handle = (await victim.me()).body.undo?.handle;
      assertDefended((await victim.call('POST', `/v1/me/undo/${String(handle)}`)).status === 200, 'nothing was undone');
      const response = await victim.confirm(intent);
      assertDefended(response.status === 409, `answered ${response.outcome}`);
      assertDefended(!response.text.includes(other.account.email), 'the answer reveals the other account');
      return '409, no profile';
    },
  },
  {
    name: 'delegated session: a change with a token that has an act claim',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, google } = await withGoogle(harness);
      await victim.elevate();
      const claims = JSON.parse(Buffer.from(victim.token?.split('.')[1] ?? '', 'base64url').toString()) as object;
      const token = await harness.tenant.control.signToken({ ...claims, act: { sub: 'auth0|support' } });
      const support = victim.with({ token });
      assertDefended((await support.me()).status === 200, 'the profile cannot be viewed');
      const responses = [
        await support.unlink(google),
        await support.call('POST', '/v1/me/link-intents', { connection: 'github', mode: 'popup' }),
        await support.call('POST', '/v1/me/elevations', { mode: 'popup' }),
        await support.call('PATCH', `/v1/me/identities/google-oauth2/${google.user_id}`, { nickname: 'mine' }),
        await support.call('POST', `/v1/me/undo/${randomUUID()}`),
        await support.call('DELETE', `/v1/me/suggestions/${randomUUID()}`),
        await support.call('POST', `/v1/me/history/${randomUUID()}/flag`),
      ];
      for (const { outcome } of responses) assertDefended(outcome === 'delegated_session', `answered ${outcome}`);
      return '403 for every change';
    },
  },
  {
    name: 'reverse forced linking: a planted cookie in a browser without fetch metadata',
    run: async (harness: AttackHarness): Promise<string> => {
      const mallory = await harness.user();
      const { start_url } = await mallory.begin('google-oauth2');
      const response = await mallory.browser.fetch(start_url, { method: 'GET' });
      const text = await response.text();
      assertDefended(response.status === 200 && text.includes(mallory.account.email), `answered ${response.status}`);
      const sent = await mallory.browser.fetch(start_url, {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      });
      assertDefended(sent.status === 403, `a page of another site continues: ${sent.status}`);
      return 'a page names the account before anything begins';
    },
  },
  {
    name: 'reverse forced linking: a planted cookie and a start URL in a message',
    run: async (harness: AttackHarness): Promise<string> => {
      const mallory = await harness.user();
      const { start_url } = await mallory.begin('google-oauth2');
      // The attacker's cookie, as an application on another port of localhost could set it.
      const visit = (site: string) =>
        mallory.browser.fetch(start_url, { method: 'GET', headers: { 'sec-fetch-site': site } });
      for (const site of ['none', 'cross-site', 'same-site']) {
        const { status } = await visit(site);
        assertDefended(status === 403, `${site}: answered ${status}`);
      }
      assertDefended((await visit('same-origin')).status === 303, 'the portal itself is refused');
      return '403 unless a page of the portal navigates';
    },
  },
];
