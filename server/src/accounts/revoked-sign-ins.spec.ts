import type { Store } from '../store/store.ts';
import { openStore } from '../store/open-store.ts';
import { createLinkingHarness, FROM, type HarnessServices, type LinkingHarness } from './testing/linking-harness.ts';
import { ANA, ANA_GITHUB, OTHER, THIRD } from './testing/test-users.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };
const ELSEWHERE = { ...FROM, browserHash: 'another browser' };
const problem = (code: string) => jasmine.objectContaining({ name: 'ProblemError', code });

describe('A change of the sign-ins', () => {
  let store: Store;
  let harness: LinkingHarness;

  beforeEach(async () => {
    store = await openStore({ file: ':memory:' });
    harness = await createLinkingHarness(() => store);
    // Another browser has signed in to the account just as recently.
    const login = {
      browserHash: ELSEWHERE.browserHash,
      authAt: harness.clock.now(),
      connection: 'github',
      sessionId: null,
    };
    const { recentSignIns } = harness.services();
    await store.transaction((trx) => recentSignIns.record(trx, { ...login, subject: ANA }));
  });
  afterEach(() => store.close());

  const isRecent = async ({ browserHash }: typeof FROM, subject = ANA) =>
    (await harness.services().recentSignIns.find(subject, browserHash)) !== null;
  const intentIn = async ({ browserHash }: typeof FROM, stage: 'created' | 'proved' | 'ready') => {
    const { intentId } = await harness.ready(ANA, THIRD, 'email');
    await store.db
      .updateTable('intents')
      .set({ browser_hash: browserHash, stage })
      .where('id', '=', intentId)
      .execute();
    return async () =>
      (await store.db.selectFrom('intents').select('stage').where('id', '=', intentId).executeTakeFirstOrThrow()).stage;
  };

  it('ends the recent sign-ins and open intents of all browsers but the one that made the change', async () => {
    const own = await intentIn(FROM, 'ready');
    const others = [
      await intentIn(ELSEWHERE, 'created'),
      await intentIn(ELSEWHERE, 'proved'),
      await intentIn(ELSEWHERE, 'ready'),
    ];
    await harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    expect([await isRecent(FROM), await isRecent(ELSEWHERE)]).toEqual([true, false]);
    expect(await own()).toBe('ready');
    expect(await Promise.all(others.map((stage) => stage()))).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('prevents other browsers from undoing an unlink, unlinking and linking', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    await store.db.updateTable('intents').set({ browser_hash: ELSEWHERE.browserHash }).execute();
    const { undo } = await harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    const stale = problem('insufficient_user_authentication');
    await expectAsync(
      harness.process().undo({ caller: CALLER, handle: undo?.handle ?? '', from: ELSEWHERE }),
    ).toBeRejectedWith(stale);
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: ELSEWHERE, request: {} }),
    ).toBeRejectedWith(stale);
    await expectAsync(
      harness.process().link({ pair, decision: { keep: 'current', choices: {} }, from: ELSEWHERE }),
    ).toBeRejectedWith(stale);
  });

  it('ends them if it links, and if it is undone', async () => {
    const pair = await harness.ready(ANA, THIRD, 'email');
    const { undo } = await harness.process().link({ pair, decision: { keep: 'current', choices: {} }, from: FROM });
    expect(await isRecent(ELSEWHERE)).toBeFalse();
    harness.clock.advance(1);
    await harness.process().undo({ caller: CALLER, handle: undo?.handle ?? '', from: FROM });
    expect(await isRecent(FROM)).toBeTrue();
  });

  for (const [what, failWrite] of [
    ['the end of the recent sign-ins', ({ recentSignIns }) => spyOn(recentSignIns, 'deleteOthers')],
    ['the history', ({ events }) => spyOn(events, 'record')],
  ] as readonly (readonly [string, (services: HarnessServices) => jasmine.Spy])[]) {
    it(`happens together with the end of the recent sign-ins elsewhere, or not at all: ${what} cannot be written`, async () => {
      const services = harness.services();
      failWrite(services).and.rejectWith(new Error('The disk is full.'));
      await expectAsync(
        services.changes.unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
      ).toBeRejectedWithError('The disk is full.');
      expect((await harness.state()).running).toBe(1);
      expect(await isRecent(ELSEWHERE)).toBeTrue();
      harness.clock.advance(60_000);
      await harness.process().recover();
      expect((await harness.state()).running).toBe(0);
      expect(await isRecent(ELSEWHERE)).toBeFalse();
    });
  }

  it('checks inside the lock that the recent sign-in has not ended meanwhile', async () => {
    const { auth0 } = harness;
    const getUser = auth0.getUser.bind(auth0);
    auth0.getUser = async (userId) => {
      await store.transaction((trx) => harness.services().recentSignIns.deleteAll(trx, ANA));
      return await getUser(userId);
    };
    const unlink = harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    await expectAsync(unlink).toBeRejectedWith(problem('insufficient_user_authentication'));
    expect(auth0.users.get(ANA)?.identities.length).toBe(2);
  });

  it('locks no other account before it knows the owner of the identity, and keeps no row after a refusal', async () => {
    const foreign = { provider: 'google-oauth2', user_id: 'ana' };
    const { auth0 } = harness;
    const locked: (string | undefined)[] = [];
    const getUser = auth0.getUser.bind(auth0);
    auth0.getUser = async (userId) => {
      locked.push(
        ...(await store.db.selectFrom('account_locks').select('account').execute()).map(({ account }) => account),
      );
      return await getUser(userId);
    };
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: foreign, from: FROM, request: {} }),
    ).toBeRejectedWith(problem('not_found'));
    expect(locked).toEqual([ANA]);
    expect(await store.db.selectFrom('operations').select('id').execute()).toEqual([]);
    await expectAsync(
      harness.process().unlink({
        caller: { ...CALLER, subject: OTHER },
        identity: { provider: 'samlp', user_id: 's1' },
        from: FROM,
        request: {},
      }),
    ).toBeResolved();
  });

  it('is refused for a blocked account', async () => {
    const { undo } = await harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    const user = auth0User();
    harness.auth0.add({ ...user, blocked: true });
    await expectAsync(
      harness.process().undo({ caller: CALLER, handle: undo?.handle ?? '', from: FROM }),
    ).toBeRejectedWith(problem('account_changed'));
    harness.auth0.add({
      ...user,
      identities: [...user.identities, { ...user.identities[0], ...ANA_GITHUB }],
      blocked: true,
    });
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
    ).toBeRejectedWith(problem('account_changed'));
  });

  function auth0User() {
    const user = harness.auth0.users.get(ANA);
    if (user === undefined) throw new Error('There is Ana.');
    return user;
  }
});
