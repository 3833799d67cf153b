import type { LinkIntent } from '@onefold/contract';
import { ProblemError } from '../platform/problem-error.ts';
import { user } from './testing/fake-auth0.ts';
import {
  ANNA,
  ANNAS_GOOGLE,
  begin,
  makeReady,
  openIntents,
  problem,
  read,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

const MALLORY = 'auth0|mallory';
const ABSENT = '00000000-0000-4000-8000-000000000000';

describe('Link intents', () => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents();
    harness.auth0.users.set(MALLORY, user(MALLORY, { [MALLORY]: 'database' }));
  });
  afterEach(() => harness.close());

  describe('begin', () => {
    for (const connection of ['locked', 'hidden', 'gone', 'unknown']) {
      it(`not for the connection "${connection}"`, async () => {
        const response = await harness
          .browserOf(ANNA)
          .call('POST', '/v1/me/link-intents', { connection, mode: 'popup' });
        expect(response.status).toBe(409);
        expect((await problem(response)).code).toBe('connection_not_allowed');
        expect(response.headers.get('Set-Cookie')).toBeNull();
      });
    }

    it('not for a connection that is now disabled at Auth0', async () => {
      harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({ ...each, enabled: false }));
      const response = harness
        .browserOf(ANNA)
        .call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' });
      expect((await problem(response)).code).toBe('connection_not_allowed');
    });

    it('for a required connection', async () => {
      expect((await begin(harness.browserOf(ANNA), { connection: 'github' })).stage).toBe('created');
    });

    it('not for a deleted account', async () => {
      harness.auth0.users.delete(ANNA);
      const response = harness
        .browserOf(ANNA)
        .call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' });
      expect((await problem(response)).code).toBe('account_gone');
    });

    it('not if Auth0 does not respond', async () => {
      harness.auth0.managementDown = true;
      const response = harness
        .browserOf(ANNA)
        .call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' });
      expect((await problem(response)).code).toBe('auth0_unavailable');
    });

    it('not, and are not shown, if Auth0 refuses to list the connections', async () => {
      const anna = harness.browserOf(ANNA);
      const { id } = await begin(anna);
      harness.auth0.connectionsRefused = true;
      for (const response of [
        anna.call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' }),
        anna.call('POST', '/v1/me/elevations', { mode: 'popup' }),
        anna.call('GET', `/v1/me/link-intents/${id}`),
      ]) {
        expect((await problem(response)).code).toBe('auth0_unavailable');
      }
    });

    it('not with a body that names an identity', async () => {
      const body = { connection: 'google', mode: 'popup', identity: { provider: 'github', user_id: '1' } };
      const response = harness.browserOf(ANNA).call('POST', '/v1/me/link-intents', body);
      expect((await problem(response)).code).toBe('invalid_request');
    });

    it('with a cookie that scripts cannot read, and that later intents keep', async () => {
      const anna = harness.browserOf(ANNA);
      const response = await anna.call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' });
      expect(response.status).toBe(201);
      expect(response.headers.get('Set-Cookie')).toMatch(
        /^onefold-browser-4400=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      const again = await anna.call('POST', '/v1/me/link-intents', { connection: 'google', mode: 'popup' });
      expect(again.headers.get('Set-Cookie')).toBeNull();
    });

    it('at most five at a time; a sixth cancels the oldest', async () => {
      const anna = harness.browserOf(ANNA);
      const begun: LinkIntent[] = [];
      for (let click = 0; click < 7; click++) {
        harness.now++;
        begun.push(await begin(anna));
      }
      const stages = await Promise.all(begun.map(async (intent) => (await read(anna, intent)).stage));
      expect(stages).toEqual(['cancelled', 'cancelled', 'created', 'created', 'created', 'created', 'created']);
    });

    it("without ending other users' intents", async () => {
      const mallory = harness.browserOf(MALLORY);
      const otherIntent = await begin(mallory);
      const anna = harness.browserOf(ANNA);
      for (let click = 0; click < 7; click++) await begin(anna);
      expect((await read(mallory, otherIntent)).stage).toBe('created');
    });
  });

  describe('of another user', () => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['POST', '/confirm', { revision: 'seen' }],
    ] as const) {
      it(`${method} ${path} responds as for an unknown intent`, async () => {
        const anna = harness.browserOf(ANNA);
        const intent = await makeReady(harness, anna);
        // Even with the right cookie: the same browser, another user.
        anna.token = MALLORY.replace('|', '.');
        const foreign = await anna.call(method, `/v1/me/link-intents/${intent.id}${path}`, body);
        const absent = await anna.call(method, `/v1/me/link-intents/${ABSENT}${path}`, body);
        expect([foreign.status, absent.status]).toEqual([404, 404]);
        expect(await problem(foreign)).toEqual(await problem(absent));
        anna.token = ANNA.replace('|', '.');
        expect((await read(anna, intent)).stage).toBe('ready');
        expect(harness.changes.links).toEqual([]);
      });

      it(`${method} ${path} in another browser is refused, with or without a cookie`, async () => {
        const anna = harness.browserOf(ANNA);
        const intent = await makeReady(harness, anna);
        const elsewhere = harness.browserOf(ANNA);
        expect((await problem(elsewhere.call(method, `/v1/me/link-intents/${intent.id}${path}`, body))).code).toBe(
          'browser_mismatch',
        );
        await begin(elsewhere);
        expect((await problem(elsewhere.call(method, `/v1/me/link-intents/${intent.id}${path}`, body))).code).toBe(
          'browser_mismatch',
        );
        expect(harness.changes.links).toEqual([]);
      });
    }

    it('needs the access token as well as the cookie', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      anna.token = null;
      expect(
        (await problem(anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' }))).code,
      ).toBe('unauthorized');
      expect(harness.changes.links).toEqual([]);
    });
  });

  describe('are confirmed', () => {
    const confirm = async (browser: ReturnType<IntentsHarness['browserOf']>, { id }: { id: string }, body = {}) =>
      browser.call('POST', `/v1/me/link-intents/${id}/confirm`, { revision: 'seen', ...body });

    it('once: a second confirmation returns the outcome of the first', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      const first: unknown = await (await confirm(anna, intent, { keep: 'other' })).json();
      const second: unknown = await (await confirm(anna, intent, { keep: 'other' })).json();
      expect(second).toEqual(first);
      expect(harness.changes.links.length).toBe(1);
    });

    it('once, if two requests confirm at the same time', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      const responses = await Promise.all([confirm(anna, intent), confirm(anna, intent), confirm(anna, intent)]);
      expect(responses.some(({ status }) => status === 200)).toBeTrue();
      expect(responses.every(({ status }) => status === 200 || status === 409)).toBeTrue();
      expect(harness.changes.links.length).toBe(1);
    });

    it('for the account in the ID token, regardless of the request body', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      const body = { keep: 'current', identity: { provider: 'github', user_id: '1' } };
      expect((await problem(confirm(anna, intent, body))).code).toBe('invalid_request');
      expect(harness.changes.links).toEqual([]);
      await confirm(anna, intent);
      expect(harness.changes.links[0]?.pair.other).toBe(ANNAS_GOOGLE);
    });

    it('not without the preview revision', async () => {
      const anna = harness.browserOf(ANNA);
      const { id } = await makeReady(harness, anna);
      const refused = await problem(anna.call('POST', `/v1/me/link-intents/${id}/confirm`, { keep: 'current' }));
      expect(refused.code).toBe('invalid_request');
      expect(harness.changes.links).toEqual([]);
    });

    it('not before the user has reviewed changed accounts again', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      await read(anna, intent);
      expect(harness.changes.previews.length).toBe(1);
      harness.changes.refusal = new ProblemError('preview_changed');
      expect((await problem(confirm(anna, intent))).code).toBe('preview_changed');
      // A new preview, not the stored one.
      expect((await read(anna, intent)).stage).toBe('ready');
      expect(harness.changes.previews.length).toBe(2);
      expect((await confirm(anna, intent)).status).toBe(200);
    });

    it('not before both accounts are proved', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await begin(anna);
      expect((await problem(confirm(anna, intent))).code).toBe('wrong_stage');
      await signIn(harness, anna, intent, harness.login(ANNAS_GOOGLE));
      expect((await problem(confirm(anna, intent))).code).toBe('wrong_stage');
      expect(harness.changes.links).toEqual([]);
    });

    it('not after ten minutes', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      harness.now += 600_000;
      const response = await confirm(anna, intent);
      expect([response.status, (await problem(response)).code]).toEqual([410, 'intent_expired']);
      expect((await read(anna, intent)).stage).toBe('expired');
      expect(harness.changes.links).toEqual([]);
    });

    it('not after they were cancelled', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      expect((await (await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`)).json()) as LinkIntent).toEqual(
        jasmine.objectContaining({ stage: 'cancelled', candidate: null, preview: null }),
      );
      expect((await problem(confirm(anna, intent))).code).toBe('wrong_stage');
    });

    it('again, after a new preview, if Auth0 did not respond', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      await read(anna, intent);
      harness.changes.refusal = new ProblemError('account_changed');
      expect((await problem(confirm(anna, intent))).code).toBe('account_changed');
      expect((await read(anna, intent)).stage).toBe('ready');
      expect(harness.changes.previews.length).withContext('previews').toBe(2);
      expect((await confirm(anna, intent)).status).toBe(200);
    });

    it('and report the reason if Auth0 refused permanently', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      harness.changes.refusal = new ProblemError('link_refused');
      harness.changes.recoveredStage = 'failed';
      expect((await problem(confirm(anna, intent))).code).toBe('link_refused');
      const { stage, error } = await read(anna, intent);
      expect([stage, error]).toEqual(['failed', { code: 'link_refused', title: 'This account can’t be linked.' }]);
    });
  });

  describe('in ready', () => {
    it('stay ready if the preview cannot be made now', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      harness.changes.refusal = new ProblemError('auth0_unavailable', { retryAfter: 3 });
      const response = await anna.call('GET', `/v1/me/link-intents/${intent.id}`);
      expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '3']);
      expect((await read(anna, intent)).preview).not.toBeNull();
    });

    it('fail if the two accounts cannot be merged', async () => {
      const anna = harness.browserOf(ANNA);
      const intent = await makeReady(harness, anna);
      harness.changes.refusal = new ProblemError('already_linked');
      const { stage, error, preview } = await read(anna, intent);
      expect([stage, error?.code, preview]).toEqual(['failed', 'already_linked', null]);
    });
  });

  it('cannot be cancelled while they are being linked', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    await harness.store.db.updateTable('intents').set({ stage: 'linking' }).execute();
    expect((await problem(anna.call('DELETE', `/v1/me/link-intents/${intent.id}`))).code).toBe('wrong_stage');
  });

  it('stay linked if they are cancelled too late', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    await anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' });
    const late = (await (await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`)).json()) as LinkIntent;
    expect(late.stage).toBe('linked');
  });
});
