import { ProblemError } from '../platform/problem-error.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { emptyTables } from '../store/testing/empty-tables.ts';
import { Killed, type Fault } from './testing/fake-management.ts';
import { createLinkingHarness, type HarnessState, type LinkingHarness } from './testing/linking-harness.ts';
import { CHANGE_SCENARIOS } from './testing/change-scenarios.ts';

const FAULTS: readonly Fault[] = ['no-answer', 'lost-answer', 'refused', 'killed-before', 'killed-after'];

/**
 * Injects every kind of fault at every call, in this process. `testing/crash/` does so with a real tenant, the real client, real
 * kills and both databases.
 */
describe('An account is unchanged or fully changed after any failure', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore({ file: ':memory:' });
  });
  afterAll(() => store.close());

  for (const { name, before, prepare } of CHANGE_SCENARIOS) {
    /** A bench in front of the change, on an empty store. */
    const begin = async () => {
      await store.transaction(emptyTables);
      const bench = await createLinkingHarness(() => store);
      await before?.(bench.process(), bench);
      bench.clock.advance(1000);
      return { bench, change: await prepare(bench), old: await bench.state() };
    };

    const settled = async (bench: LinkingHarness): Promise<HarnessState> => {
      bench.auth0.fault = () => null;
      bench.clock.advance(11_000);
      await bench.process().recover();
      return await bench.state();
    };

    it(`${name}: each call failing once, in each way`, async () => {
      const plain = await begin();
      const from = plain.bench.auth0.calls.length;
      await plain.change(plain.bench.process());
      const [calls, wanted] = [plain.bench.auth0.calls.length, await plain.bench.state()];
      expect(wanted).not.toEqual(plain.old);

      for (const fault of FAULTS) {
        for (let at = from; at < calls; at++) {
          const call = plain.bench.auth0.calls[at] ?? '';
          // A read has no effect, so it does not matter whether it happened before its response was lost.
          if (/^(getUser|connections)/.test(call) && (fault === 'lost-answer' || fault === 'killed-after')) continue;
          const { bench, change, old } = await begin();
          bench.auth0.fault = (_, index) => (index === at ? fault : null);
          const outcome = await change(bench.process()).then(
            () => null,
            (error: unknown) => error,
          );
          const where = `${fault} at ${call}`;
          expect(outcome === null || outcome instanceof ProblemError || outcome instanceof Killed)
            .withContext(where)
            .toBeTrue();
          const left = await settled(bench);
          const isNew = JSON.stringify(left) === JSON.stringify(wanted);
          expect(left)
            .withContext(where)
            .toEqual(isNew ? wanted : old);
          if (outcome === null) expect(isNew).withContext(where).toBeTrue();
          if (outcome instanceof ProblemError && fault !== 'lost-answer') expect(isNew).withContext(where).toBeFalse();
        }
      }
    }, 60_000);

    it(`${name}: Auth0 is unreachable from any call until it is back`, async () => {
      const plain = await begin();
      const from = plain.bench.auth0.calls.length;
      await plain.change(plain.bench.process());
      const [calls, wanted] = [plain.bench.auth0.calls.length, await plain.bench.state()];

      for (let at = from; at < calls; at++) {
        const { bench, change, old } = await begin();
        bench.auth0.fault = (_, index) => (index < at ? null : index === at ? 'lost-answer' : 'no-answer');
        await expectAsync(change(bench.process())).toBeRejectedWithError(ProblemError);
        const left = await settled(bench);
        const isNew = JSON.stringify(left) === JSON.stringify(wanted);
        expect(left)
          .withContext(plain.bench.auth0.calls[at] ?? '')
          .toEqual(isNew ? wanted : old);
      }
    }, 60_000);
  }
});
