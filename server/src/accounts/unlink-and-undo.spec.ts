import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { createLinkingHarness, FROM, type LinkingHarness } from './testing/linking-harness.ts';
import { ANA, ANA_GITHUB, OTHER, THIRD } from './testing/test-users.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };
const problem = (code: string) => jasmine.objectContaining({ name: 'ProblemError', code });

describe('Unlinking and undoing', () => {
  let store: Store;
  let harness: LinkingHarness;

  beforeEach(async () => {
    store = await openStore({ file: ':memory:' });
    harness = await createLinkingHarness(() => store);
  });
  afterEach(() => store.close());

  const unlink = () => harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
  const link = async (other = THIRD, connection = 'email') =>
    harness.process().link({
      pair: await harness.ready(ANA, other, connection),
      decision: { keep: 'current', choices: {} },
      from: FROM,
    });
  const undo = (handle: string | undefined, subject = ANA) =>
    harness.process().undo({ caller: { subject, clientId: 'onefold-portal' }, handle: handle ?? '', from: FROM });

  it('makes the identity a separate account and offers to undo the change', async () => {
    const { undo: offer } = await unlink();
    expect(offer?.kind).toBe('unlink');
    expect(offer?.identity).toEqual(
      jasmine.objectContaining({ provider: 'github', user_id: '7', label: 'GitHub', name: 'ana-codes' }),
    );
    expect(await harness.process().openUndo(ANA)).toEqual(offer);
    expect(harness.auth0.users.get('github|7')?.user_metadata).toEqual({});
    expect((await harness.state()).history).toEqual([`identity.unlinked ${ANA}`]);
  });

  it('allows only one of two parallel unlinks of the last sign-ins', async () => {
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: ['windowslive', 'acme'].includes(each.name),
    }));
    const caller = { subject: OTHER, clientId: 'onefold-portal' };
    const results = await Promise.allSettled([
      harness
        .process()
        .unlink({ caller, identity: { provider: 'windowslive', user_id: 'm|1' }, from: FROM, request: {} }),
      harness.process().unlink({ caller, identity: { provider: 'samlp', user_id: 's1' }, from: FROM, request: {} }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect(harness.auth0.users.get(OTHER)?.identities.length).toBe(2);
  });

  it('refuses with the reason that the profile shows', async () => {
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: each.name === 'github',
    }));
    await expectAsync(unlink()).toBeRejectedWith(problem('last_usable_sign_in'));
    const main = { provider: 'auth0', user_id: 'ana' };
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: main, from: FROM, request: {} }),
    ).toBeRejectedWith(problem('main_identity'));
  });

  it('treats identities of other accounts as unknown', async () => {
    const foreign = harness
      .process()
      .unlink({ caller: CALLER, identity: { provider: 'windowslive', user_id: 'm|1' }, from: FROM, request: {} });
    await expectAsync(foreign).toBeRejectedWith(problem('not_found'));
    expect((await harness.state()).locks).toBe(0);
  });

  it('undoes an unlink: restores identity, nickname and missing metadata', async () => {
    const facts = { account: ANA, identity: 'github|7', nickname: 'work', linked_at: 7, last_used_at: null };
    await store.db.insertInto('identity_facts').values(facts).execute();
    const before = await harness.state();
    const { undo: offer } = await unlink();
    await harness.auth0.updateMetadata(ANA, { user_metadata: { theme: null } });
    harness.clock.advance(599_999);
    await undo(offer?.handle);
    const after = await harness.state();
    expect(after.users).toEqual(before.users);
    expect(after.facts).toEqual(before.facts);
    expect(after.history).toEqual([`identity.unlinked ${ANA}`, `unlink.undone ${ANA}`]);
    expect(await harness.process().openUndo(ANA)).toBeNull();
  });

  it('undoes a link: restores the other account with all of its data', async () => {
    const before = await harness.state();
    const { undo: offer } = await link(OTHER, 'google-oauth2');
    expect(offer?.identity)
      .withContext('the main one of several')
      .toEqual(jasmine.objectContaining({ provider: 'google-oauth2' }));
    harness.clock.advance(1000);
    await undo(offer?.handle);
    const after = await harness.state();
    expect(after.users).toEqual(before.users);
    expect(after.history.at(-1)).toBe(`link.undone ${ANA}`);
  });

  it('ends the sessions and intents that the unlinked sign-in may have begun, after unlinking it', async () => {
    harness.clock.advance(1);
    await harness.signIn('this session');
    await unlink();
    // By the outbox, in the transaction that ends the operation, so that the response need not wait for it.
    expect(await harness.sessionsToEnd()).toEqual([{ account: ANA, except: 'this session' }]);
  });

  it('ends all of them if the session of the request is unknown, and after the undo of a link', async () => {
    const { undo: offer } = await link();
    await undo(offer?.handle);
    await unlink();
    expect(harness.auth0.endedSessions).toEqual([THIRD]);
    expect(await harness.sessionsToEnd()).toEqual([{ account: ANA }, { account: ANA }]);
  });

  it('ends no session if the tenant has no API for it', async () => {
    harness = await createLinkingHarness(() => store, undefined, { endSessions: false });
    const { undo: first } = await link();
    await undo(first?.handle);
    const { undo: second } = await unlink();
    await undo(second?.handle);
    expect(harness.auth0.endedSessions).toEqual([]);
    expect(await harness.sessionsToEnd()).toEqual([]);
  });

  it('undoes a link: returns the history of each account, and keeps later entries', async () => {
    const { events } = harness.services();
    const entry = { type: 'identity.unlinked', identity: null, origin: FROM.origin, notify: [] } as const;
    await store.transaction(async (trx) => {
      for (const account of [OTHER, ANA]) await events.record(trx, { ...entry, account });
    });
    harness.clock.advance(1000);
    const { undo: offer } = await link(OTHER, 'google-oauth2');
    expect(new Set((await harness.state()).history.map((each) => each.split(' ')[1]))).toEqual(new Set([ANA]));
    harness.clock.advance(1000);
    await undo(offer?.handle);
    const { history } = await harness.state();
    expect(history[0]).toBe(`identity.unlinked ${OTHER}`);
    expect(history.slice(1)).toEqual(
      [
        'identity.unlinked',
        ...['identity.linked', 'identity.linked', 'identity.linked', 'account.absorbed'],
        'link.undone',
      ].map((type) => `${type} ${ANA}`),
    );
  });

  it('keeps a value that was changed after the link', async () => {
    const { undo: offer } = await link();
    await harness.auth0.updateMetadata(ANA, { user_metadata: { language: 'fr' } });
    await undo(offer?.handle);
    expect(harness.auth0.users.get(ANA)?.user_metadata['language']).toBe('fr');
    expect(harness.auth0.users.get(THIRD)?.user_metadata).toEqual({ language: 'de' });
  });

  it('sends no call that changes nothing: an empty object would erase all metadata', async () => {
    const choices = { 'user_metadata.theme': 'other' } as const;
    const pair = await harness.ready(ANA, OTHER, 'google-oauth2');
    const { undo: offer } = await harness.process().link({ pair, decision: { keep: 'current', choices }, from: FROM });
    await harness.auth0.updateMetadata(ANA, { user_metadata: { theme: 'blue', language: 'fr' } });
    await undo(offer?.handle);
    expect(harness.auth0.users.get(ANA)?.user_metadata).toEqual({ theme: 'blue', note: 'mine', language: 'fr' });
  });

  it('offers no undo that would make the profile larger than Auth0 allows', async () => {
    const user = harness.auth0.users.get(ANA);
    if (user === undefined) throw new Error('There is Ana.');
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...{ provider: 'samlp', user_id: `s${index}`, connection: 'acme', isSocial: false, profileData: {} },
    }));
    harness.auth0.add({ ...user, identities: [...user.identities, ...many] });
    expect((await unlink()).undo).toBeNull();
    expect(await harness.process().openUndo(ANA)).toBeNull();
  });

  it('does not undo an unlink if the profile has grown too large meanwhile', async () => {
    const { undo: offer } = await unlink();
    await harness.auth0.updateMetadata(ANA, { user_metadata: { note: 'n'.repeat(10_000) } });
    await expectAsync(undo(offer?.handle)).toBeRejectedWith(problem('undo_impossible'));
    expect(harness.auth0.users.has('github|7')).toBeTrue();
  });

  it('responds with an error, not with a profile, to a confirmation repeated after the undo', async () => {
    for (const keep of ['current', 'other'] as const) {
      const pair = await harness.ready(ANA, THIRD, 'email');
      const confirm = () => harness.process().link({ pair, decision: { keep, choices: {} }, from: FROM });
      const { undo: offer, account } = await confirm();
      await undo(offer?.handle, account);
      await expectAsync(confirm()).toBeRejectedWith(problem('wrong_stage'));
    }
  });

  it('undoes once', async () => {
    const { undo: offer } = await unlink();
    const both = await Promise.allSettled([undo(offer?.handle), undo(offer?.handle)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expectAsync(undo(offer?.handle)).toBeRejectedWith(problem('undo_impossible'));
  });

  it('undoes only for the account itself, and reveals nothing to others', async () => {
    const { undo: offer } = await unlink();
    await expectAsync(undo(offer?.handle, OTHER)).toBeRejectedWith(problem('not_found'));
    await expectAsync(undo('00000000-0000-4000-8000-000000000000')).toBeRejectedWith(problem('not_found'));
  });

  it('undoes for ten minutes, then deletes the undo data', async () => {
    const entry = {
      account: THIRD,
      type: 'identity.unlinked',
      identity: null,
      origin: FROM.origin,
      notify: [],
    } as const;
    await store.transaction((trx) => harness.services().events.record(trx, entry));
    const { undo: offer } = await link();
    const kept = async () => [
      (await store.db.selectFrom('operations').select('id').where('plan', 'is not', null).execute()).length,
      (await store.db.selectFrom('history_moves').select('history_id').execute()).length,
    ];
    harness.clock.advance(599_999);
    await harness.process().sweep();
    expect(await kept()).toEqual([1, 1]);
    harness.clock.advance(1);
    await expectAsync(undo(offer?.handle)).toBeRejectedWith(problem('undo_expired'));
    expect(await kept()).toEqual([1, 1]);
    await harness.process().sweep();
    expect(await kept()).toEqual([0, 0]);
  });

  it('keeps the rows of changes as long as the history', async () => {
    await unlink();
    const rows = async () => (await store.db.selectFrom('operations').select('id').execute()).length;
    harness.clock.advance(730 * 86_400_000);
    await harness.process().sweep();
    expect(await rows()).toBe(1);
    harness.clock.advance(1);
    await harness.process().sweep();
    expect(await rows()).toBe(0);
  });

  it('undoes the latest change although the clock of its process is behind that of the change before', async () => {
    await link();
    harness.clock.advance(-200);
    const { undo: offer } = await unlink();
    expect(offer?.kind).toBe('unlink');
    await undo(offer?.handle);
    expect((await harness.process().openUndo(ANA))?.kind).toBe('link');
  });

  it('undoes the latest change first', async () => {
    const { undo: first } = await link();
    harness.clock.advance(1000);
    const { undo: second } = await unlink();
    await expectAsync(undo(first?.handle)).toBeRejectedWith(problem('undo_impossible'));
    await undo(second?.handle);
    await undo(first?.handle);
    expect(harness.auth0.users.has(THIRD)).toBeTrue();
  });

  for (const [what, change] of [
    ['it was linked to another account', () => harness.auth0.link(OTHER, ANA_GITHUB)],
    ['it has user metadata', () => harness.auth0.updateMetadata('github|7', { user_metadata: { theme: 'dark' } })],
    ['it has application data', () => harness.auth0.updateMetadata('github|7', { app_metadata: { plan: 'pro' } })],
    ['it has linked another identity', () => harness.auth0.link('github|7', { provider: 'email', user_id: 'ana' })],
  ] as const) {
    it(`does not undo an unlink if the separate account has changed: ${what}`, async () => {
      const { undo: offer } = await unlink();
      await change();
      await expectAsync(undo(offer?.handle)).toBeRejectedWith(problem('undo_impossible'));
      expect((await harness.state()).locks).toBe(0);
      // The refusal did not use up the handle.
      expect((await harness.process().openUndo(ANA))?.handle).toBe(offer?.handle);
    });
  }

  it('does not undo a link that would leave no sign-in that works', async () => {
    const { undo: offer } = await link();
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: each.name === 'email',
    }));
    await expectAsync(undo(offer?.handle)).toBeRejectedWith(problem('undo_impossible'));
  });
});
