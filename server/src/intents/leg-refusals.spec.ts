import { ManagementError } from '../auth0/management.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { user } from './testing/fake-auth0.ts';
import {
  ANNA,
  ANNAS_GOOGLE,
  begin,
  sendCallback,
  makeReady,
  openIntents,
  problem,
  read,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

describe('The sign-ins of an intent', () => {
  let harness: IntentsHarness;
  beforeEach(async () => {
    harness = await openIntents();
  });
  afterEach(() => harness.close());

  /** Signs in with the given result and reads the intent in the same browser. */
  async function leg1(as: ReturnType<IntentsHarness['login']> | Error, connection = 'google') {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna, { connection });
    const response = await signIn(harness, anna, intent, as);
    const readIntent = async () => {
      const { stage, error } = await read(anna, intent);
      return [stage, error?.code];
    };
    return { anna, intent, response, readIntent };
  }

  const verified = { email: 'anna@example.com', emailVerified: true };

  for (const [what, refuse, code] of [
    ['an unverified address', () => harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }), 'email_not_verified'],
    [
      'an account that never signed in with the chosen connection',
      () => harness.login('github|7', verified),
      'connection_not_allowed',
    ],
    ['a deleted account', () => harness.login('github|8', verified), 'account_changed'],
    ['an unusable id', () => harness.login('google-oauth2|null'), 'identifier_invalid'],
    ['a token that cannot be verified', () => new ProblemError('proof_invalid'), 'proof_invalid'],
    ['an earlier login', () => new ProblemError('login_not_fresh'), 'login_not_fresh'],
    ['a tenant that does not respond', () => new ProblemError('auth0_unavailable'), 'auth0_unavailable'],
    [
      'a Management API that does not respond',
      () => new ManagementError('unavailable', 'No answer.'),
      'auth0_unavailable',
    ],
    ['an internal error', () => new TypeError('A bug.'), 'internal_error'],
  ] as const) {
    it(`reports ${what} only after the main account has signed in again, which Auth0's session must end on`, async () => {
      harness.auth0.users.set('github|7', user('github|7', { 'github|7': 'github' }));
      const { anna, response, readIntent } = await leg1(refuse());
      expect([response.status, harness.auth0.begun.at(-1)?.connection]).toEqual([303, 'database']);
      // Neutral: the first sign-in is over.
      expect(await readIntent()).toEqual(['proved', undefined]);
      const finished = await sendCallback(harness.auth0, anna, harness.login(ANNA));
      expect(finished.status).toBe(200);
      expect(await readIntent()).toEqual(['failed', code]);
    });
  }

  it('reads from the user record whether the address is verified if the ID token has none', async () => {
    const record = harness.auth0.users.get(ANNAS_GOOGLE);
    if (record === undefined) throw new Error('The account exists.');
    for (const [email_verified, proved] of [
      [false, 'none'],
      [true, 'candidate'],
    ] as const) {
      harness.auth0.users.set(ANNAS_GOOGLE, { ...record, email: 'anna@example.com', email_verified });
      const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE));
      expect((await read(anna, intent)).candidate === null ? 'none' : 'candidate').toBe(proved);
    }
  });

  it('reports why the first one was refused even if the second one also fails', async () => {
    const { anna, readIntent } = await leg1(harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }));
    await sendCallback(harness.auth0, anna, new ProblemError('login_cancelled'));
    expect(await readIntent()).toEqual(['failed', 'email_not_verified']);
  });

  it('reports why the first one was refused if the user cancels before the second', async () => {
    const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }));
    const cancelled = await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`);
    expect(await cancelled.json()).toEqual(
      jasmine.objectContaining({ stage: 'failed', error: jasmine.objectContaining({ code: 'email_not_verified' }) }),
    );
  });

  it('cannot make a refused proof ready by the second sign-in', async () => {
    const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }));
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    const confirmed = await problem(
      anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' }),
    );
    expect(confirmed.code).toBe('wrong_stage');
    expect(harness.changes.links).toEqual([]);
  });

  it('needs no second sign-in if the first one did not succeed', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna);
    await anna.visit(intent.start_url);
    harness.auth0.next = new ProblemError('login_cancelled');
    const response = await anna.visit('/v1/callback?error=access_denied&state=state-1');
    expect([response.status, harness.auth0.begun.length]).toEqual([200, 1]);
    const { stage, error } = await read(anna, intent);
    expect([stage, error?.code]).toEqual(['failed', 'login_cancelled']);
  });

  it('needs no second sign-in if the main account signed in first', async () => {
    const { response, readIntent } = await leg1(harness.login(ANNA), 'database');
    expect([response.status, harness.auth0.begun.length]).toEqual([200, 1]);
    expect(await readIntent()).toEqual(['failed', 'same_account']);
  });

  it('distinguishes a linked sign-in from the main one', async () => {
    const { readIntent } = await leg1(harness.login(ANNA), 'google');
    expect(await readIntent()).toEqual(['failed', 'already_linked']);
  });

  it('refuses an identity of the account itself, regardless of its claimed account', async () => {
    harness.auth0.users.set(ANNA, user(ANNA, { [ANNA]: 'database', [ANNAS_GOOGLE]: 'google' }));
    const { anna, readIntent } = await leg1(harness.login(ANNAS_GOOGLE, verified));
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect(await readIntent()).toEqual(['failed', 'already_linked']);
  });

  it('accepts an unverified address if the configuration allows it, and an account without an address', async () => {
    harness.config.allowUnverifiedEmail = true;
    expect(await (await leg1(harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }))).readIntent()).toEqual([
      'proved',
      undefined,
    ]);
    harness.config.allowUnverifiedEmail = false;
    expect(await (await leg1(harness.login(ANNAS_GOOGLE))).readIntent()).toEqual(['proved', undefined]);
  });

  it('accepts an account of several sign-ins, one of which is the chosen one', async () => {
    const linked = { 'auth0|other': 'database', 'google-oauth2|9': 'google' };
    harness.auth0.users.set('auth0|other', user('auth0|other', linked));
    expect(await (await leg1(harness.login('auth0|other', verified))).readIntent()).toEqual(['proved', undefined]);
  });

  it('refuses any other user in the second one, and records no login', async () => {
    const { anna, readIntent } = await leg1(harness.login(ANNAS_GOOGLE, verified));
    await sendCallback(harness.auth0, anna, harness.login(ANNAS_GOOGLE));
    expect(await readIntent()).toEqual(['failed', 'wrong_account']);
    expect(await harness.store.db.selectFrom('fresh_logins').selectAll().execute()).toEqual([]);
  });

  it('names the unverified address, and does not link it', async () => {
    const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE, { email: 'anna@example.com' }));
    expect((await read(anna, intent)).candidate).toBeNull();
    await sendCallback(harness.auth0, anna, harness.login(ANNA));
    expect((await read(anna, intent)).candidate).toEqual(
      jasmine.objectContaining({ email: 'anna@example.com', email_verified: false }),
    );
    await harness.store.db.updateTable('intents').set({ stage: 'ready' }).execute();
    const confirmed = await problem(
      anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' }),
    );
    expect(confirmed.code).toBe('wrong_stage');
  });

  it('reports the proved account if the second sign-in fails', async () => {
    const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE, verified));
    await sendCallback(harness.auth0, anna, new ProblemError('login_not_fresh'));
    const { stage, candidate, preview } = await read(anna, intent);
    expect([stage, candidate?.identity.user_id, preview]).toEqual(['failed', 'anna', null]);
  });

  it('fails immediately if Auth0 cannot begin a sign-in', async () => {
    const anna = harness.browserOf(ANNA);
    const first = await begin(anna);
    harness.auth0.down = new ProblemError('auth0_unavailable');
    expect((await anna.visit(first.start_url)).status).toBe(200);
    expect((await read(anna, first)).error?.code).toBe('auth0_unavailable');

    harness.auth0.down = null;
    const second = await begin(anna, { mode: 'redirect' });
    await anna.visit(second.start_url);
    harness.auth0.down = new ProblemError('auth0_unavailable');
    const callbackResponse = await sendCallback(harness.auth0, anna, harness.login(ANNAS_GOOGLE, verified));
    expect(callbackResponse.headers.get('Location')).toBe(`http://localhost:4200/profile?intent=${second.id}`);
    expect((await read(anna, second)).error?.code).toBe('auth0_unavailable');
  });

  it('redirects to the portal from the start URL of an intent that has ended', async () => {
    const anna = harness.browserOf(ANNA);
    const intent = await begin(anna, { mode: 'redirect' });
    await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`);
    const callbackResponse = await anna.visit(intent.start_url);
    expect(callbackResponse.headers.get('Location')).toBe(`http://localhost:4200/profile?intent=${intent.id}`);
    expect(harness.auth0.begun).toEqual([]);
  });

  it('counts the second one as a recent sign-in of this browser', async () => {
    const anna = harness.browserOf(ANNA);
    await makeReady(harness, anna);
    const hash = (await harness.store.db.selectFrom('intents').select('browser_hash').executeTakeFirstOrThrow())
      .browser_hash;
    expect(await harness.services.recentSignIns.find(ANNA, hash)).toEqual({
      until: harness.now + 600_000,
      connection: 'database',
      sessionId: 'session of auth0|anna',
    });
  });

  it('changes nothing after the user has cancelled', async () => {
    const { anna, intent } = await leg1(harness.login(ANNAS_GOOGLE, verified));
    await anna.call('DELETE', `/v1/me/link-intents/${intent.id}`);
    expect((await sendCallback(harness.auth0, anna, harness.login(ANNA))).status).toBe(400);
    expect((await read(anna, intent)).stage).toBe('cancelled');
    expect(await harness.store.db.selectFrom('fresh_logins').selectAll().execute()).toEqual([]);
  });
});
