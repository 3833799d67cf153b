import { HttpBrowser } from '../../../server/src/testing/http-browser.ts';
import { assertDefended, type Attack } from '../attack.ts';
import type { Deployment, DeploymentAttack } from '../deployment.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { beginLeg, sendCallback, validClaims } from '../forged-proof.ts';
import type { ApiUser } from '../../../server/src/testing/api-user.ts';

/** An attacker's sign-in before its callback. */
async function beginForcedLink(harness: AttackHarness) {
  const [victim, mallory] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
  const intent = await victim.begin('google-oauth2');
  const leg = await beginLeg(victim, intent.start_url);
  const token = await harness.tenant.control.signToken(validClaims(harness, mallory.sub, leg));
  return { victim, mallory, intent, leg, token };
}

/** Expects the page of `state_invalid` as the response to the callback, and an unchanged intent. */
async function assertRefused(victim: ApiUser, intent: { readonly id: string }, response: Response, stage = 'created') {
  assertDefended(response.status === 400, `the callback is answered ${response.status}`);
  const now = (await victim.intent(intent)).body.stage;
  assertDefended(now === stage, `the intent is ${now}`);
  return `400, the intent is still ${stage}`;
}

/** Reverse forced linking that needs no sign-in. */
export const FORCED_LINKING_ANYWHERE: readonly DeploymentAttack[] = [
  {
    name: "reverse forced linking: the attacker's start URL in the victim's browser",
    run: async (harness: Deployment): Promise<string> => {
      const [mallory, victim] = [await harness.user(), await harness.user()];
      const { start_url } = await mallory.begin(harness.connection);
      const absent = `${harness.server.origin}/v1/link-intents/00000000-0000-4000-8000-000000000000/start`;
      // Without a cookie first, then with the victim's own.
      for (const round of ['without', 'with']) {
        const response = await victim.browser.fetch(start_url, { method: 'GET' });
        assertDefended(
          response.status === 403,
          `${round} a cookie: ${response.status} ${String(response.headers.get('location'))}`,
        );
        const unknown = await victim.browser.fetch(absent, { method: 'GET' });
        assertDefended(unknown.status === 403, 'it reveals whether the intent exists');
        await victim.begin(harness.connection);
      }
      return '403, and reads like an address that never was';
    },
  },
];

/** Forced linking and its reverse. */
export const FORCED_LINKING: readonly Attack[] = [
  {
    name: 'forced linking: a callback without state',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, intent, token } = await beginForcedLink(harness);
      const response = await sendCallback(harness, victim, { state: '', nonce: '' }, token);
      return assertRefused(victim, intent, response);
    },
  },
  {
    name: 'forced linking: a callback with an invented state',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, intent, token } = await beginForcedLink(harness);
      return assertRefused(victim, intent, await sendCallback(harness, victim, { state: 'made-up', nonce: '' }, token));
    },
  },
  {
    name: "forced linking: the attacker's callback in the victim's browser",
    run: async (harness: AttackHarness): Promise<string> => {
      const attack = await beginForcedLink(harness);
      // The victim has a cookie and an intent, too.
      const { victim, intent } = await beginForcedLink(harness);
      const response = await sendCallback(harness, victim, attack.leg, attack.token);
      assertDefended(
        (await attack.victim.intent(attack.intent)).body.stage === 'created',
        "the attacker's intent moved",
      );
      return assertRefused(victim, intent, response);
    },
  },
  {
    name: 'forced linking: a callback used twice',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, intent, leg, token } = await beginForcedLink(harness);
      const first = await sendCallback(harness, victim, leg, token);
      assertDefended(first.status === 303, `the honest callback is answered ${first.status}`);
      return assertRefused(victim, intent, await sendCallback(harness, victim, leg, token), 'proved');
    },
  },
  {
    name: 'forced linking: a callback after ten minutes',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, intent, leg } = await beginForcedLink(harness);
      await harness.advance(601);
      const token = await harness.tenant.control.signToken(validClaims(harness, victim.sub, leg));
      return assertRefused(victim, intent, await sendCallback(harness, victim, leg, token), 'expired');
    },
  },
  {
    name: 'forced linking: a change by a GET request',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      harness.tenant.control.journal.clear();
      for (const path of ['/confirm', '', '?confirm=true']) {
        await victim.call('GET', `/v1/me/link-intents/${intent.id}${path}`);
      }
      await victim.call('GET', `/v1/me/identities/${encodeURIComponent('google-oauth2')}/1`);
      await victim.browser.fetch(intent.start_url, { method: 'GET' });
      const writes = harness.tenant.control.journal
        .entries()
        .filter(({ method, path }) => path.startsWith('/api/v2/') && method !== 'GET');
      assertDefended(writes.length === 0, `${writes[0]?.method} ${writes[0]?.path}`);
      assertDefended((await victim.intent(intent)).body.stage === 'ready', 'the intent is not ready any more');
      return 'no write at Auth0, the intent is still ready';
    },
  },
  {
    name: 'forced linking: a confirmation without the cookie',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      const response = await victim.with({ browser: new HttpBrowser() }).confirm(intent);
      assertDefended(response.outcome === 'browser_mismatch', `answered ${response.outcome}`);
      return response.outcome;
    },
  },
  {
    name: 'forced linking: a confirmation without the access token',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      const response = await victim.with({ token: null }).confirm(intent);
      assertDefended(response.outcome === 'unauthorized', `answered ${response.outcome}`);
      return response.outcome;
    },
  },
  {
    name: 'forced linking: a change by a page of another site (CSRF)',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      const path = `/v1/me/link-intents/${intent.id}/confirm`;
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        { origin: `${harness.server.origin}.evil.example` },
      ]) {
        const response = await victim.call('POST', path, { revision: intent.preview?.revision }, headers);
        assertDefended(response.outcome === 'forbidden', `Origin ${headers.origin} is answered ${response.outcome}`);
      }
      const preflight = await victim.call('OPTIONS', path, undefined, {
        ...{ origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        'access-control-request-headers': 'authorization',
      });
      const allowed = preflight.headers.get('access-control-allow-origin');
      assertDefended(allowed === null, `a preflight of another site is allowed ${String(allowed)}`);
      return '403 forbidden, no CORS';
    },
  },
  {
    name: 'forced linking: a preview that hides one of the accounts',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const { preview, candidate } = await victim.prove(other.account);
      const namedAccounts = [preview?.current.user_id, preview?.other.user_id];
      assertDefended(
        namedAccounts[0] === victim.sub && namedAccounts[1] === other.sub,
        `it names ${namedAccounts.join(' and ')}`,
      );
      assertDefended(candidate?.email === other.account.email, `the candidate is ${String(candidate?.email)}`);
      return `${String(preview?.current.email)} and ${String(preview?.other.email)}`;
    },
  },
  {
    name: 'forced linking: a confirmation after the accounts have changed',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      harness.tenant.control.patchUser(other.sub, { user_metadata: { theme: 'not what was shown' } });
      const response = await victim.confirm(intent);
      assertDefended(response.outcome === 'preview_changed', `answered ${response.outcome}`);
      const seen = (await victim.intent(intent)).body;
      const fields = JSON.stringify(seen.preview?.fields);
      assertDefended(
        seen.stage === 'ready' && fields.includes('not what was shown'),
        `the intent is ${seen.stage}: ${fields}`,
      );
      assertDefended((await victim.confirm(seen)).status === 200, 'the honest yes is refused');
      return `${response.outcome}, and linked after another look`;
    },
  },
  {
    name: "reverse forced linking: the victim's callback in the attacker's browser",
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, intent, leg, token } = await beginForcedLink(harness);
      const mallory = await harness.user();
      await mallory.begin('google-oauth2');
      const response = await sendCallback(harness, mallory, leg, token);
      return assertRefused(victim, intent, response);
    },
  },
  {
    name: 'session swap: the second sign-in by another user',
    run: async (harness: AttackHarness): Promise<string> => {
      const { victim, mallory, intent, leg, token } = await beginForcedLink(harness);
      await sendCallback(harness, victim, leg, token);
      const second = await beginLeg(victim, intent.start_url);
      const other = await harness.tenant.control.signToken(validClaims(harness, mallory.sub, second));
      await sendCallback(harness, victim, second, other);
      const { stage, error } = (await victim.intent(intent)).body;
      assertDefended(stage === 'failed' && error?.code === 'wrong_account', `the intent is ${stage}`);
      return error.code;
    },
  },
  {
    name: 'session swap: a confirmation by another user in the same browser',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, mallory] = [await harness.user(), await harness.user()];
      const other = await harness.user({ connection: 'google-oauth2' });
      const intent = await victim.prove(other.account);
      const response = await victim.with({ token: mallory.token, sub: mallory.sub }).confirm(intent);
      assertDefended(response.outcome === 'not_found', `answered ${response.outcome}`);
      return response.outcome;
    },
  },
  {
    name: 'session swap: a link that keeps the other account without the user’s choice',
    run: async (harness: AttackHarness): Promise<string> => {
      const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
      await victim.link(other.account);
      const { body } = await victim.me();
      assertDefended(body.profile.user_id === victim.sub, `the account is ${body.profile.user_id}`);
      assertDefended(
        !harness.tenant.control.users().some(({ user_id }) => user_id === other.sub),
        'the other one stays, too',
      );
      return 'the sub is the same before and after';
    },
  },
];
