import { ProblemError } from '../../platform/problem-error.ts';
import { eachStore } from '../../store/testing/each-store.ts';
import { inAnyOrder, type AccountState } from './account-state.ts';
import { startCrashBench, type CrashBench } from './crash-bench.ts';
import { CRASH_SCENARIOS } from './crash-scenarios.ts';
import { directChanger, type DirectChanger } from './direct-changer.ts';

/** How Auth0 fails at one call: once, or from then on. */
const FAULTS = {
  'breaks the connection': { drop: true, times: 1 },
  'answers 500': { status: 500, times: 1 },
  'does it and loses the answer': { drop: true, afterwards: true, times: 1 },
  'is gone': { drop: true },
} as const;

/** Longer than a lease, in milliseconds. */
const LATER = 11_000;

eachStore('Auth0 failing at any single call', (test) => {
  let bench: CrashBench;
  let changer: DirectChanger;

  beforeAll(async () => {
    bench = await startCrashBench(test.database);
    changer = directChanger(bench);
  }, 60_000);

  afterAll(async () => {
    await changer.close();
    await bench.stop();
  });

  for (const { name, before, change, relinks } of CRASH_SCENARIOS) {
    const seen = relinks === true ? inAnyOrder : (state: AccountState) => state;

    let back: (() => Promise<void>) | undefined;

    /** Everything in front of the change; what comes before it happens once. */
    const begin = async (): Promise<AccountState> => {
      changer.watch(() => undefined);
      if (back === undefined) {
        await bench.reset();
        await before?.(changer);
        back = await bench.keep();
      } else {
        await back();
      }
      return await bench.state();
    };

    it(`leaves the old state or the new one: ${name}`, async () => {
      await begin();
      const names: string[] = [];
      changer.watch((_, call) => void names.push(call));
      await change(changer);
      const wanted = await bench.state();
      expect(names.length).toBeGreaterThan(2);

      for (const [what, fault] of Object.entries(FAULTS)) {
        for (const [at, call] of names.entries()) {
          // A read does nothing: whether its answer is lost, or it never got there, is the same.
          if ('afterwards' in fault && /^(getUser|connections)$/.test(call)) continue;
          const old = await begin();
          changer.watch((index) => {
            if (index === at) bench.tenant.control.faults.add({ ...fault, path: '/api/v2/*' });
          });
          const outcome = await change(changer).then(
            () => null,
            (error: unknown) => error,
          );
          const where = `${what} at ${call}, call ${at}`;
          if (outcome !== null) expect(outcome).withContext(where).toBeInstanceOf(ProblemError);
          bench.tenant.control.faults.clear();
          bench.clock.advance(LATER);
          await changer.changes.recover();
          // What is put back is not older each time: an undo is possible for ten minutes.
          bench.clock.advance(-LATER);

          const left = await bench.state();
          const isNew = left.history.length > old.history.length;
          const unused = { ...left, intents: left.intents.filter((stage) => stage !== 'ready') };
          expect(seen(isNew ? left : unused))
            .withContext(where)
            .toEqual(seen(isNew ? wanted : old));
          if (what === 'is gone') expect(outcome).withContext(where).not.toBeNull();
          if (outcome === null) expect(isNew).withContext(where).toBeTrue();
        }
      }
    }, 120_000);
  }
});
