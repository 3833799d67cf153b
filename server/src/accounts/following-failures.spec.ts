import { eachStore } from '../store/testing/each-store.ts';
import { emptyTables } from '../store/testing/empty-tables.ts';
import { CHANGE_SCENARIOS } from './testing/change-scenarios.ts';
import type { Fault } from './testing/fake-management.ts';
import { createLinkingHarness, type LinkingHarness } from './testing/linking-harness.ts';

/** How one call fails without showing whether it happened. */
const FIRST: readonly Fault[] = ['no-answer', 'lost-answer', 'killed-before', 'killed-after'];
/**
 * How every later call fails, until Auth0 recovers. The real client (`auth0/management-failures.spec.ts`) maps 401 and 403 to these
 * two, 429 to this one, and a 5xx, a malformed, oversized or hanging response to no answer, or to a lost one if the call had an effect.
 */
const FOLLOWING: readonly Fault[] = [
  ...(['unauthorized', 'forbidden', 'rate-limited'] as const),
  ...(['no-answer', 'lost-answer', 'refused'] as const),
];
/** When Auth0 recovers: soon, or when a change may not begin any more. Milliseconds. */
const SHORT = 0;
const OUTAGES = { 'for some seconds': SHORT, 'for longer than a change may take': 1_200_000 };
/** Longer than a lease, in milliseconds. */
const AFTER_LEASE = 11_000;

/** The second dimension of `every-failure.spec.ts`: the responses of the calls that follow, with restarts in between. */
eachStore(
  'An account is unchanged or fully changed after a call with an unknown outcome',
  (test) => {
    for (const { name, before, prepare } of CHANGE_SCENARIOS) {
      const begin = async () => {
        await test.store.transaction(emptyTables);
        const harness = await createLinkingHarness(() => test.store);
        await before?.(harness.process(), harness);
        harness.clock.advance(1000);
        return { harness, change: await prepare(harness), old: await harness.state() };
      };

      /** Another process takes over. */
      const restart = async (harness: LinkingHarness) => {
        harness.clock.advance(AFTER_LEASE);
        await harness.process().recover();
        return await harness.state();
      };

      for (const [outage, duration] of Object.entries(OUTAGES)) {
        it(`${name}: ${outage}`, async () => {
          const plain = await begin();
          const from = plain.harness.auth0.calls.length;
          await plain.change(plain.harness.process());
          const calls = plain.harness.auth0.calls.slice(from);
          const wanted = await plain.harness.state();

          for (const { at, first, following } of casesOf(calls, test.all || (test.every && duration === SHORT))) {
            const where = `${first} at ${calls[at] ?? ''}, then ${following}`;
            const { harness, change, old } = await begin();
            harness.auth0.fault = (_, index) => (index < from + at ? null : index === from + at ? first : following);
            const outcome = await change(harness.process()).then(
              () => 'done',
              () => 'failed',
            );
            for (let round = 0; round < 2; round++) {
              const { running, ...state } = await restart(harness);
              // While Auth0's state cannot be read, the operation has not ended.
              const ended = JSON.stringify([old, wanted]).includes(JSON.stringify(state.users));
              if (!ended) expect(running).withContext(`${where}: restarted`).toBe(1);
            }
            harness.auth0.fault = () => null;
            harness.clock.advance(duration);
            const left = await restart(harness);
            const isNew = JSON.stringify(left) === JSON.stringify(wanted);
            expect(left)
              .withContext(where)
              .toEqual(isNew ? wanted : old);
            if (outcome === 'done') expect(isNew).withContext(where).toBeTrue();
          }
        }, 120_000);
      }
    }
  },
  { fullRunOn: 'SQLite' },
);

interface FaultCase {
  /** Index of the call with the first fault. */
  readonly at: number;
  readonly first: Fault;
  readonly following: Fault;
}

/** Every call that changes something with all combinations, or with some of them in turn. */
function casesOf(calls: readonly string[], every: boolean): readonly FaultCase[] {
  const cases = calls.flatMap((call, at) =>
    /^(getUser|connections)/.test(call)
      ? []
      : FIRST.flatMap((first) => FOLLOWING.map((following) => ({ at, first, following }))),
  );
  // Eleven has no divisor in common with the number of combinations, so each call meets other ones.
  return every ? cases : cases.filter((_, index) => index % 11 === 0);
}
