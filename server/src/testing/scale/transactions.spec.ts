import { createLinkingHarness, FROM, type LinkingHarness } from '../../accounts/testing/linking-harness.ts';
import { ANA, ANA_GITHUB, THIRD } from '../../accounts/testing/test-users.ts';
import { problemCodeOf } from '../../auth0/testing/problem-code-of.ts';
import { flagOwnEvent } from '../../history/flag-event.ts';
import { beginIntent } from '../../intents/begin-intent.ts';
import { Sealer } from '../../platform/sealer.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { eachStore } from '../../store/testing/each-store.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };
const CONCURRENCY = 8;

/** Everything that reads before it writes, by two processes at the same moment. */
eachStore('Concurrent transactions', (test) => {
  let other: Store;
  let benches: readonly [LinkingHarness, LinkingHarness];

  beforeAll(async () => {
    other = await openStore(test.database);
  });
  afterAll(() => other.close());
  beforeEach(async () => {
    const first = await createLinkingHarness(() => test.store);
    benches = [first, await createLinkingHarness(() => other)];
    // One Auth0 for both.
    for (const method of ['getUser', 'link', 'unlink', 'endSessions'] as const) {
      Object.assign(benches[1].auth0, { [method]: first.auth0[method].bind(first.auth0) });
    }
  });

  /** The same several times at once, in turn in each process. */
  const race = <T>(work: (harness: LinkingHarness) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: CONCURRENCY }, (_, index) => work(index % 2 === 0 ? benches[0] : benches[1])));

  it('let only one of several concurrent requests undo a change', async () => {
    const [harness] = benches;
    const { undo } = await harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    const codes = await race((each) =>
      problemCodeOf(each.process().undo({ caller: CALLER, handle: undo?.handle ?? '', from: FROM })),
    );
    expect(codes.filter((code) => code === 'done').length).toBe(1);
    expect((await harness.state()).history.filter((entry) => entry.startsWith('unlink.undone')).length).toBe(1);
  });

  it('record one report of an event', async () => {
    const services = benches[0].services();
    const entry = { account: ANA, type: 'identity.linked', identity: null, origin: FROM.origin, notify: [] } as const;
    const id = await test.store.transaction((trx) => services.events.record(trx, entry));
    const outcomes = await race((harness) => flagOwnEvent(harness.services(), { account: ANA, id }, FROM.origin));
    expect(new Set(outcomes)).toEqual(new Set(['ended']));
    const types = (await test.store.db.selectFrom('history').select('type').execute()).map(({ type }) => type);
    expect(types.toSorted()).toEqual(['event.flagged', 'identity.linked', 'sessions.ended']);
  });

  it('leave a user no more than five open intents', async () => {
    await race((harness) => {
      const { config, clock, store, management } = harness.services();
      return beginIntent(
        { config, clock, store, management, sealer: new Sealer(config.sealingKeys) },
        {
          ...{ kind: 'link', connection: 'email', mode: 'popup', returnTo: '/profile', caller: CALLER },
          ...{ browserHash: FROM.browserHash, language: null, portal: config.publicOrigin },
        },
      );
    });
    const open = test.store.db.selectFrom('intents').select('id').where('stage', '=', 'created');
    expect((await open.execute()).length).toBe(5);
  });

  it('let only one of several concurrent requests change an account', async () => {
    const [harness] = benches;
    const pairs = await Promise.all(Array.from({ length: CONCURRENCY }, () => harness.ready(ANA, THIRD, 'email')));
    const codes = await Promise.all(
      pairs.map((pair) =>
        problemCodeOf(harness.process().link({ pair, decision: { keep: 'current', choices: {} }, from: FROM })),
      ),
    );
    expect(codes.filter((code) => code === 'done').length).toBe(1);
    expect((await harness.state()).locks).toBe(0);
  });
});
