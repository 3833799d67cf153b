import type { Store } from '../store/store.ts';
import { openStore } from '../store/open-store.ts';
import { Killed, type Fault } from './testing/fake-management.ts';
import { createLinkingHarness, FROM, type LinkingHarness } from './testing/linking-harness.ts';
import { ANA, ANA_GITHUB, OTHER, THIRD } from './testing/test-users.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };
const GITHUB = 'github|7';
/** The server is down for longer than a change may take, in milliseconds. */
const LATE = 1_020_000;

/** Recovery after a longer outage, and with a backup that is older than Auth0's state. */
describe('An operation that is recovered late', () => {
  let store: Store;
  let harness: LinkingHarness;

  beforeEach(async () => {
    store = await openStore({ file: ':memory:' });
    harness = await createLinkingHarness(() => store);
  });
  afterEach(() => store.close());

  /** The process dies at the first call that begins with this text. */
  const crashAt = (call: string, fault: Fault) =>
    (harness.auth0.fault = (each) => (each.startsWith(call) ? fault : null));
  const recover = async (after: number) => {
    harness.auth0.fault = () => null;
    harness.clock.advance(after);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 0 });
    return await harness.state();
  };
  const link = async (other = THIRD, connection = 'email') => {
    const pair = await harness.ready(ANA, other, connection);
    await expectAsync(
      harness.process().link({ pair, decision: { keep: 'current', choices: {} }, from: FROM }),
    ).toBeRejectedWithError(Killed);
  };
  const unlink = () =>
    expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
  const lastStatus = async () =>
    (await store.db.selectFrom('operations').select('status').orderBy('created_at', 'desc').executeTakeFirst())?.status;

  it('is completed if the identity was unlinked', async () => {
    crashAt('unlink', 'killed-after');
    await unlink();
    const { history } = await recover(LATE);
    expect(history).toEqual([`identity.unlinked ${ANA}`]);
    expect(harness.auth0.users.has(GITHUB)).toBeTrue();
    expect(await harness.sessionsToEnd()).toEqual([{ account: ANA }]);
  });

  it('is completed if the accounts were linked', async () => {
    crashAt(`link ${ANA}`, 'killed-after');
    await link();
    const { history } = await recover(LATE);
    expect(history).toEqual([`identity.linked ${ANA}`, `account.absorbed ${ANA}`]);
    expect((await harness.process().openUndo(ANA))?.kind).toBe('link');
  });

  it('ends the sessions of the absorbed account if the process died before that', async () => {
    crashAt('endSessions', 'killed-before');
    await link();
    await recover(11_000);
    expect(harness.auth0.endedSessions).toEqual([THIRD]);
  });

  it('absorbs no account that was used independently after it was unlinked', async () => {
    crashAt('unlink', 'killed-after');
    await unlink();
    await harness.auth0.updateMetadata(GITHUB, { app_metadata: { plan: 'pro' } });
    await recover(11_000);
    expect(harness.auth0.users.get(GITHUB)?.app_metadata).toEqual({ plan: 'pro' });
    expect((await harness.state()).history).toEqual([`identity.unlinked ${ANA}`]);
    const undo = harness
      .process()
      .undo({ caller: CALLER, handle: (await harness.process().openUndo(ANA))?.handle ?? '', from: FROM });
    await expectAsync(undo).toBeRejectedWith(jasmine.objectContaining({ code: 'undo_impossible' }));
  });

  for (const [label, use] of [
    ['received application data', () => harness.auth0.updateMetadata(THIRD, { app_metadata: { plan: 'pro' } })],
    ['linked another account', () => harness.auth0.link(THIRD, { provider: 'google-oauth2', user_id: 'solo' })],
    [
      'had a sign-in',
      async () => {
        const user = harness.auth0.users.get(THIRD);
        const last_login = new Date(harness.clock.now() + 1).toISOString();
        if (user !== undefined) harness.auth0.users.set(THIRD, { ...user, last_login });
      },
    ],
  ] as const) {
    it(`absorbs no account that ${label} after the process died`, async () => {
      const [identity] = harness.auth0.users.get(THIRD)?.identities ?? [];
      if (identity === undefined) throw new Error('The account has an identity.');
      harness.auth0.add({
        ...{ user_id: 'google-oauth2|solo', email_verified: false, blocked: false },
        ...{ user_metadata: {}, app_metadata: {} },
        identities: [{ ...identity, provider: 'google-oauth2', user_id: 'solo', connection: 'google-oauth2' }],
      });
      crashAt(`link ${ANA}`, 'killed-before');
      await link();
      harness.auth0.fault = () => null;
      await use();
      const before = structuredClone(harness.auth0.users.get(THIRD));
      const calls = harness.auth0.calls.length;
      await recover(11_000);
      expect(harness.auth0.users.get(THIRD)).toEqual(before);
      // Not even asked for: Auth0 may allow what the fake refuses.
      expect(harness.auth0.calls.slice(calls)).not.toContain(jasmine.stringMatching('^link'));
      expect(await lastStatus()).toBe('rolled_back');
    });
  }

  it('changes nothing if a backup contains only its beginning and the accounts are separate', async () => {
    crashAt(`link ${ANA}`, 'killed-before');
    await link();
    harness.auth0.fault = () => null;
    // Linked, undone and changed by its owner since the backup.
    await harness.auth0.updateMetadata(THIRD, { user_metadata: { language: null } });
    await recover(LATE);
    expect(harness.auth0.users.get(THIRD)?.user_metadata).toEqual({});
    expect(harness.auth0.users.get(ANA)?.user_metadata['language']).toBeUndefined();
    expect(await lastStatus()).toBe('rolled_back');
  });

  it('returns every identity to an account of several identities that was partly moved', async () => {
    const { users } = await harness.state();
    crashAt(`link ${ANA} ${OTHER}`, 'killed-before');
    await link(OTHER, 'google-oauth2');
    expect((await recover(LATE)).users).toEqual(users);
  });

  it('returns no identity that was used independently after it was partly moved', async () => {
    crashAt(`link ${ANA} samlp`, 'killed-before');
    await link(OTHER, 'google-oauth2');
    harness.auth0.fault = () => null;
    await harness.auth0.updateMetadata('samlp|s1', { app_metadata: { plan: 'pro' } });
    await recover(LATE);
    expect(harness.auth0.users.get('samlp|s1')?.app_metadata).toEqual({ plan: 'pro' });
  });
});
