import { ProblemError } from '../../platform/problem-error.ts';
import { eachStore } from '../../store/testing/each-store.ts';
import { inAnyOrder, type AccountState } from './account-state.ts';
import { startCrashHarness, type CrashHarness } from './crash-harness.ts';
import { CRASH_SCENARIOS } from './crash-scenarios.ts';
import { directChanger, type DirectChanger } from './direct-changer.ts';

/** How Auth0 fails at one call. */
const FAULTS = {
  'breaks the connection': { drop: true },
  'answers 500': { status: 500 },
  'does it and loses the answer': { drop: true, afterwards: true },
  'does it and answers half': { status: 201, malformed: true, afterwards: true },
} as const;

/** How Auth0 answers the following calls, until it recovers. */
const FOLLOWING = {
  succeed: null,
  'with 401': { status: 401 },
  'with 403': { status: 403 },
  'with 500': { status: 500 },
  'with half a body': { malformed: true },
  'not at all': { drop: true },
} as const;

/** Longer than a lease, in milliseconds. */
const AFTER_LEASE = 11_000;

/**
 * Uses the real client at a real tenant. The specs in `accounts/` combine every fault at every call with all later responses, using
 * fakes; here each modifying call gets some of these combinations.
 */
eachStore(
  'Auth0 failing at any single call',
  (test) => {
    let harness: CrashHarness;
    let changer: DirectChanger;

    beforeAll(async () => {
      harness = await startCrashHarness(test.database);
      changer = directChanger(harness);
    }, 60_000);

    afterAll(async () => {
      await changer.close();
      await harness.stop();
    });

    const scenarios = CRASH_SCENARIOS.filter(({ example }) => test.every || example === true);
    for (const { name, before, change, relinks } of scenarios) {
      const seen = relinks === true ? inAnyOrder : (state: AccountState) => state;
      let back: (() => Promise<void>) | undefined;

      /** Everything in front of the change; what comes before it happens once. */
      const begin = async (): Promise<AccountState> => {
        changer.watch(() => undefined);
        if (back === undefined) {
          await harness.reset();
          await before?.(changer);
          back = await harness.keep();
        } else {
          await back();
        }
        return await harness.state();
      };

      /** Another process takes over. */
      const restart = async (): Promise<void> => {
        harness.clock.advance(AFTER_LEASE);
        await changer.changes.recover();
      };

      it(`leaves the old state or the new one: ${name}`, async () => {
        await begin();
        const names: string[] = [];
        changer.watch((_, call) => void names.push(call));
        await change(changer);
        const wanted = await harness.state();
        expect(names.length).toBeGreaterThan(2);

        for (const { at, call, fault, following } of casesOf(names, test.all)) {
          const old = await begin();
          const next = FOLLOWING[following];
          const { faults } = harness.tenant.control;
          changer.watch((index) => {
            if (index === at) faults.add({ ...FAULTS[fault], path: '/api/v2/*', times: 1 });
            if (index === at + 1 && next !== null) faults.add({ ...next, path: '/api/v2/*' });
          });
          const outcome = await change(changer).then(
            () => null,
            (error: unknown) => error,
          );
          const where = `${fault} at ${call}, call ${at}, then answers ${following}`;
          if (outcome !== null) expect(outcome).withContext(where).toBeInstanceOf(ProblemError);
          if (next !== null) await restart();
          faults.clear();
          await restart();
          // Sets the clock back, so that the restored state does not age: an undo is possible for ten minutes.
          harness.clock.advance(next === null ? -AFTER_LEASE : -2 * AFTER_LEASE);

          const left = await harness.state();
          const isNew = left.history.length > old.history.length;
          const unused = { ...left, intents: left.intents.filter((stage) => stage !== 'ready') };
          expect(seen(isNew ? left : unused))
            .withContext(where)
            .toEqual(seen(isNew ? wanted : old));
          if (outcome === null) expect(isNew).withContext(where).toBeTrue();
        }
      }, 120_000);
    }
  },
  { fullRunOn: 'SQLite' },
);

interface FaultCase {
  readonly at: number;
  readonly call: string;
  readonly fault: keyof typeof FAULTS;
  readonly following: keyof typeof FOLLOWING;
}

/** Each modifying call with all combinations, or with some of them in turn. A read changes nothing. */
function casesOf(names: readonly string[], all: boolean): readonly FaultCase[] {
  const faults = Object.keys(FAULTS) as FaultCase['fault'][];
  const followings = Object.keys(FOLLOWING) as FaultCase['following'][];
  const cases = names.flatMap((call, at) =>
    /^(getUser|refreshUser|enabledConnections)$/.test(call)
      ? []
      : faults.flatMap((fault) => followings.map((following) => ({ at, call, fault, following }))),
  );
  // Eleven has no divisor in common with the number of combinations, so each call meets other ones.
  return all ? cases : cases.filter((_, index) => index % 11 === 0);
}
