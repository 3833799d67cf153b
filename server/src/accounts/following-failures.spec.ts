import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { emptyTables } from '../store/testing/empty-tables.ts';
import { CHANGE_SCENARIOS } from './testing/change-scenarios.ts';
import type { Fault } from './testing/fake-management.ts';
import { createLinkingHarness, type LinkingHarness } from './testing/linking-harness.ts';

/** How one call fails without showing whether it happened. */
const FIRST: readonly Fault[] = ['no-answer', 'lost-answer', 'killed-before', 'killed-after'];
/** How every later call fails, until Auth0 recovers. A malformed response is one that does not arrive. */
const FOLLOWING: readonly Fault[] = [
  ...(['forbidden', 'no-answer', 'lost-answer', 'refused'] as const),
  // The engine treats 401 like 403, and 429 like no response (`auth0/management-failures.spec.ts`).
  ...(process.env['ONEFOLD_TEST_ALL'] === '1' ? (['unauthorized', 'rate-limited'] as const) : []),
];
/** When Auth0 recovers: soon, or when a change may not begin any more. Milliseconds. */
const OUTAGES = { 'for some seconds': 0, 'for longer than a change may take': 1_200_000 };
/** Longer than a lease, in milliseconds. */
const AFTER_LEASE = 11_000;

/** The second dimension of `every-failure.spec.ts`: the responses of the calls that follow, with restarts in between. */
describe('An account is unchanged or fully changed after a call with an unknown outcome', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore({ file: ':memory:' });
  });
  afterAll(() => store.close());

  for (const { name, before, prepare } of CHANGE_SCENARIOS) {
    const begin = async () => {
      await store.transaction(emptyTables);
      const bench = await createLinkingHarness(() => store);
      await before?.(bench.process(), bench);
      bench.clock.advance(1000);
      return { bench, change: await prepare(bench), old: await bench.state() };
    };

    /** Another process takes over. */
    const restart = async (bench: LinkingHarness) => {
      bench.clock.advance(AFTER_LEASE);
      await bench.process().recover();
      return await bench.state();
    };

    for (const [outage, duration] of Object.entries(OUTAGES)) {
      it(`${name}: ${outage}`, async () => {
        const plain = await begin();
        const from = plain.bench.auth0.calls.length;
        await plain.change(plain.bench.process());
        const [calls, wanted] = [plain.bench.auth0.calls.length, await plain.bench.state()];

        for (const first of FIRST) {
          for (const following of FOLLOWING) {
            for (let at = from; at < calls; at++) {
              const call = plain.bench.auth0.calls[at] ?? '';
              if (/^(getUser|connections)/.test(call)) continue;
              const where = `${first} at ${call}, then ${following}`;
              const { bench, change, old } = await begin();
              bench.auth0.fault = (_, index) => (index < at ? null : index === at ? first : following);
              const outcome = await change(bench.process()).then(
                () => 'done',
                () => 'failed',
              );
              for (let round = 0; round < 2; round++) {
                const { running, ...state } = await restart(bench);
                // While Auth0's state cannot be read, the operation has not ended.
                const ended = JSON.stringify([old, wanted]).includes(JSON.stringify(state.users));
                if (!ended) expect(running).withContext(`${where}: restarted`).toBe(1);
              }
              bench.auth0.fault = () => null;
              bench.clock.advance(duration);
              const left = await restart(bench);
              const isNew = JSON.stringify(left) === JSON.stringify(wanted);
              expect(left)
                .withContext(where)
                .toEqual(isNew ? wanted : old);
              if (outcome === 'done') expect(isNew).withContext(where).toBeTrue();
            }
          }
        }
      }, 60_000);
    }
  }
});
