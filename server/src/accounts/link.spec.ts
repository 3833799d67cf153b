import { userIdOf } from '../auth0/user-id.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createLinkingHarness, FROM, type LinkingHarness } from './testing/linking-harness.ts';
import { ANA, OTHER, THIRD } from './testing/test-users.ts';

const CONFIRMATION = { keep: 'current', choices: {} } as const;
const problem = (code: string) => jasmine.objectContaining({ name: 'ProblemError', code });

describe('Linking', () => {
  let store: Store;
  let harness: LinkingHarness;

  beforeEach(async () => {
    store = await openStore({ file: ':memory:' });
    harness = await createLinkingHarness(() => store);
  });
  afterEach(() => store.close());

  const identitiesOf = (userId: string) =>
    harness.auth0.users.get(userId)?.identities.map(({ provider, user_id }) => `${provider}|${user_id}`);
  const stageOf = async (intent: string) =>
    await store.db.selectFrom('intents').select(['stage', 'error_code']).where('id', '=', intent).executeTakeFirst();

  it('moves all identities and merges listed metadata, never application data', async () => {
    const pair = await harness.ready(ANA, OTHER, 'google-oauth2');
    const choices = { 'user_metadata.theme': 'other' } as const;
    const outcome = await harness.process().link({ pair, decision: { keep: 'current', choices }, from: FROM });

    expect(outcome.account).toBe(ANA);
    expect(outcome.signIn).toBeNull();
    expect(outcome.undo?.kind).toBe('link');
    expect(harness.auth0.users.has(OTHER)).toBeFalse();
    expect(identitiesOf(ANA)).toEqual(['auth0|ana', 'github|7', 'samlp|s1', 'windowslive|m|1', 'google-oauth2|ana']);
    const { user_metadata, app_metadata } = harness.auth0.users.get(ANA) ?? {};
    expect(user_metadata).toEqual({ theme: 'light', language: 'pt', note: 'mine' });
    expect(app_metadata).toEqual({ role: 'admin' });
    expect(await stageOf(pair.intentId)).toEqual({ stage: 'linked', error_code: null });
  });

  it('ends the sessions of the absorbed account before removing it', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    await harness.process().link({ pair, decision: CONFIRMATION, from: FROM });
    expect(harness.auth0.endedSessions).toEqual([THIRD]);
    const { calls } = harness.auth0;
    expect(calls.indexOf(`endSessions ${THIRD}`)).toBeLessThan(calls.indexOf(`link ${ANA} ${THIRD}`));
  });

  it('moves the identities to the other account if the user keeps that one, and names the user to sign in as', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const outcome = await harness.process().link({ pair, decision: { keep: 'other', choices: {} }, from: FROM });
    expect(outcome.account).toBe(THIRD);
    expect(outcome.signIn).toEqual({ user_id: THIRD, connection: 'email', login_hint: 'ana@mail.example' });
    expect(identitiesOf(THIRD)).toEqual(['email|ana', 'github|7', 'auth0|ana']);
    expect(harness.auth0.users.has(ANA)).toBeFalse();
  });

  it('writes history, webhooks and mails once, and moves the facts of the identities', async () => {
    const facts = { account: THIRD, identity: THIRD, nickname: 'old mail', linked_at: null, last_used_at: 5 };
    await store.db.insertInto('identity_facts').values(facts).execute();
    const pair = await harness.ready(ANA, THIRD, 'email');
    await harness.process().link({ pair, decision: CONFIRMATION, from: FROM });
    const { history, facts: moved, locks } = await harness.state();
    expect(history).toEqual([`identity.linked ${ANA}`, `account.absorbed ${ANA}`]);
    expect(moved).toEqual([`${THIRD} of ${ANA} old mail linked`]);
    expect(locks).toBe(0);
    const mails = await store.db.selectFrom('outbox').select('topic').where('topic', '=', 'mail').execute();
    expect(mails.length).toBe(2);
  });

  it('requires a recent sign-in in the browser of the request', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const elsewhere = { ...FROM, browserHash: 'another browser' };
    const stale = problem('insufficient_user_authentication');
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: elsewhere })).toBeRejectedWith(
      stale,
    );
    await store.transaction((trx) => harness.services().recentSignIns.deleteAll(trx, ANA));
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(stale);
    expect(identitiesOf(THIRD)).toEqual([THIRD]);
    expect(await stageOf(pair.intentId)).toEqual({ stage: 'ready', error_code: null });
  });

  it('returns the same outcome to a repeated request, and links nothing again', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const first = await harness.process().link({ pair, decision: CONFIRMATION, from: FROM });
    const calls = harness.auth0.calls.length;
    expect(first.user?.identities.map(userIdOf)).toEqual([ANA, 'github|7', THIRD]);
    const repeated = harness.process().link({ pair, decision: CONFIRMATION, from: FROM });
    await expectAsync(repeated).toBeResolvedTo({ ...first, user: null });
    expect(harness.auth0.calls.length).toBe(calls);
  });

  it('links once when two processes confirm one intent at the same time', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const results = await Promise.allSettled(
      [1, 2].map(() => harness.process().link({ pair, decision: CONFIRMATION, from: FROM })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect(results).toContain({ status: 'rejected', reason: problem('change_in_progress') });
    expect((await harness.state()).history.length).toBe(2);
  });

  it('links an identity to only one of two accounts', async () => {
    const pairs = [await harness.ready(ANA, THIRD, 'email'), await harness.ready(OTHER, THIRD, 'email')];
    const results = await Promise.allSettled(
      pairs.map((pair) => harness.process().link({ pair, decision: CONFIRMATION, from: FROM })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = [ANA, OTHER].filter((account) => identitiesOf(account)?.includes(THIRD));
    expect(owners.length).toBe(1);
  });

  it('refuses an intent that is not ready, expired or unknown', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const unknown = { ...pair, intentId: '00000000-0000-4000-8000-000000000000' };
    await expectAsync(harness.process().link({ pair: unknown, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
      problem('not_found'),
    );
    await store.db.updateTable('intents').set({ stage: 'cancelled' }).execute();
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
      problem('wrong_stage'),
    );
    await store.db.updateTable('intents').set({ stage: 'ready' }).execute();
    harness.clock.advance(600_000);
    await harness.signIn();
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
      problem('intent_expired'),
    );
    expect((await harness.state()).locks).toBe(0);
  });

  for (const [what, change, code] of [
    ['the connection was disabled', () => (harness.auth0.connectionList = []), 'connection_not_allowed'],
    [
      'the main account was blocked',
      () => {
        const user = harness.auth0.users.get(ANA);
        if (user !== undefined) harness.auth0.add({ ...user, blocked: true });
      },
      'account_changed',
    ],
    ['the other account no longer exists', () => harness.auth0.users.delete(THIRD), 'account_changed'],
    [
      'the other account was blocked',
      () => {
        const user = harness.auth0.users.get(THIRD);
        if (user !== undefined) harness.auth0.add({ ...user, blocked: true });
      },
      'account_changed',
    ],
  ] as const) {
    it(`checks again at the confirmation: ${what}`, async () => {
      const pair = await harness.ready(ANA, THIRD, 'email');
      change();
      const { users } = await harness.state();
      await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
        problem(code),
      );
      expect((await harness.state()).users).toEqual(users);
      expect(await stageOf(pair.intentId)).toEqual({ stage: 'failed', error_code: code });
    });
  }

  for (const [what, change] of [
    ['a value of the other account', () => harness.auth0.updateMetadata(THIRD, { user_metadata: { language: 'it' } })],
    ['a value of the current account', () => harness.auth0.updateMetadata(ANA, { user_metadata: { note: 'changed' } })],
    [
      'application data of the other account',
      () => harness.auth0.updateMetadata(THIRD, { app_metadata: { plan: 'x' } }),
    ],
    ['the sign-ins of the current account', () => harness.auth0.unlink(ANA, { provider: 'github', user_id: '7' })],
  ] as const) {
    it(`refuses accounts that changed after the preview, and links after a new one: ${what}`, async () => {
      const pair = await harness.ready(ANA, THIRD, 'email');
      await change();
      const { users } = await harness.state();
      await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
        problem('preview_changed'),
      );
      const { users: after, locks } = await harness.state();
      expect(after).toEqual(users);
      expect(locks).toBe(0);
      expect(await stageOf(pair.intentId)).toEqual({ stage: 'ready', error_code: null });
      const { revision } = await harness.process().preview(pair);
      expect(
        (await harness.process().link({ pair: { ...pair, revision }, decision: CONFIRMATION, from: FROM })).account,
      ).toBe(ANA);
    });
  }

  for (const rule of ['locked', 'hidden'] as const) {
    it(`never moves an identity whose connection is ${rule}, in either direction`, async () => {
      const connections = harness.config.connections.map((each) => (each.name === 'github' ? { ...each, rule } : each));
      harness = await createLinkingHarness(() => store, connections);
      const { users } = await harness.state();
      // Ana has a GitHub identity: her account may be kept, but not absorbed.
      const pair = await harness.ready(ANA, THIRD, 'email');
      const keepOther = harness.process().link({ pair, decision: { keep: 'other', choices: {} }, from: FROM });
      await expectAsync(keepOther).toBeRejectedWith(problem('connection_not_allowed'));
      const absorbed = await harness.ready(OTHER, ANA, 'Username-Password-Authentication');
      await expectAsync(
        harness.process().link({ pair: absorbed, decision: CONFIRMATION, from: FROM }),
      ).toBeRejectedWith(problem('connection_not_allowed'));
      expect((await harness.state()).users).toEqual(users);
      expect(
        (
          await harness
            .process()
            .link({ pair: await harness.ready(ANA, THIRD, 'email'), decision: CONFIRMATION, from: FROM })
        ).account,
      ).toBe(ANA);
    });
  }

  it('can be confirmed again if Auth0 did not respond', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    harness.auth0.fault = (call) => (call.startsWith('link') ? 'no-answer' : null);
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWith(
      problem('auth0_unavailable'),
    );
    expect((await stageOf(pair.intentId))?.stage).toBe('ready');
    harness.auth0.fault = () => null;
    expect((await harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).account).toBe(ANA);
  });

  it('fails if an account is the same or already linked', async () => {
    const same = await harness.ready(ANA, ANA, 'email');
    await expectAsync(harness.process().preview(same)).toBeRejectedWith(problem('same_account'));
    const linked = await harness.ready(ANA, 'github|7', 'github');
    await expectAsync(harness.process().preview(linked)).toBeRejectedWith(problem('already_linked'));
  });
});
