import { ProblemError } from '../platform/problem-error.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { emptyTables } from '../store/testing/empty-tables.ts';
import { Killed, type Fault } from './testing/fake-management.ts';
import { createLinkingHarness, type HarnessState, type LinkingHarness } from './testing/linking-harness.ts';
import { CHANGE_SCENARIOS } from './testing/change-scenarios.ts';

const FAULTS: readonly Fault[] = ['no-answer', 'lost-answer', 'refused', 'killed-before', 'killed-after'];

/**
 * Injects every kind of fault at every call, in this process. `testing/crash/` does so with a real tenant, the real client, real
 * kills and both databases.
 */
eachStore(
  'An account is unchanged or fully changed after any failure',
  (test) => {
    /** Whether a case of a call is tried. Seven has no divisor in common with the number of faults, so each call meets other ones. */
    const isTried = (index: number): boolean => test.every || index % 7 === 0;

    for (const { name, before, prepare } of CHANGE_SCENARIOS) {
      /** A harness in front of the change, on an empty store. */
      const begin = async () => {
        await test.store.transaction(emptyTables);
        const harness = await createLinkingHarness(() => test.store);
        await before?.(harness.process(), harness);
        harness.clock.advance(1000);
        return { harness, change: await prepare(harness), old: await harness.state() };
      };

      const settled = async (harness: LinkingHarness): Promise<HarnessState> => {
        harness.auth0.fault = () => null;
        harness.clock.advance(11_000);
        await harness.process().recover();
        return await harness.state();
      };

      it(`${name}: each call failing once, in each way`, async () => {
        const plain = await begin();
        const from = plain.harness.auth0.calls.length;
        await plain.change(plain.harness.process());
        const [calls, wanted] = [plain.harness.auth0.calls.length, await plain.harness.state()];
        expect(wanted).not.toEqual(plain.old);

        for (const fault of FAULTS) {
          for (let at = from; at < calls; at++) {
            if (!isTried(FAULTS.indexOf(fault) + at)) continue;
            const call = plain.harness.auth0.calls[at] ?? '';
            // A read has no effect, so it does not matter whether it happened before its response was lost.
            if (/^(getUser|connections)/.test(call) && (fault === 'lost-answer' || fault === 'killed-after')) continue;
            const { harness, change, old } = await begin();
            harness.auth0.fault = (_, index) => (index === at ? fault : null);
            const outcome = await change(harness.process()).then(
              () => null,
              (error: unknown) => error,
            );
            const where = `${fault} at ${call}`;
            expect(outcome === null || outcome instanceof ProblemError || outcome instanceof Killed)
              .withContext(where)
              .toBeTrue();
            const left = await settled(harness);
            const isNew = JSON.stringify(left) === JSON.stringify(wanted);
            expect(left)
              .withContext(where)
              .toEqual(isNew ? wanted : old);
            if (outcome === null) expect(isNew).withContext(where).toBeTrue();
            if (outcome instanceof ProblemError && fault !== 'lost-answer')
              expect(isNew).withContext(where).toBeFalse();
          }
        }
      }, 120_000);

      it(`${name}: Auth0 is unreachable from any call until it is back`, async () => {
        const plain = await begin();
        const from = plain.harness.auth0.calls.length;
        await plain.change(plain.harness.process());
        const [calls, wanted] = [plain.harness.auth0.calls.length, await plain.harness.state()];

        for (let at = from; at < calls; at++) {
          if (!isTried(at)) continue;
          const { harness, change, old } = await begin();
          harness.auth0.fault = (_, index) => (index < at ? null : index === at ? 'lost-answer' : 'no-answer');
          await expectAsync(change(harness.process())).toBeRejectedWithError(ProblemError);
          const left = await settled(harness);
          const isNew = JSON.stringify(left) === JSON.stringify(wanted);
          expect(left)
            .withContext(plain.harness.auth0.calls[at] ?? '')
            .toEqual(isNew ? wanted : old);
        }
      }, 120_000);
    }
  },
  { fullRunOn: 'SQLite' },
);
