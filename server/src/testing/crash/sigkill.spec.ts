import { eachStore } from '../../store/testing/each-store.ts';
import { eventually } from '../eventually.ts';
import type { AccountState } from './account-state.ts';
import { startCrashHarness, type CrashHarness } from './crash-harness.ts';
import { CRASH_SCENARIOS } from './crash-scenarios.ts';
import { httpChanger } from './http-changer.ts';
import { KillableProcess } from './killable-process.ts';

/** Slightly longer than a lease, in milliseconds: the clock of each process is this far ahead of the previous one's. */
const AFTER_LEASE = 11_000;

eachStore(
  'A server killed between any two steps',
  (test) => {
    let harness: CrashHarness;
    /** Processes that have loaded their code and wait. */
    let startedProcesses: KillableProcess[] = [];
    let clockOffset = 0;

    beforeAll(async () => {
      startedProcesses = [new KillableProcess(), new KillableProcess()];
      harness = await startCrashHarness(test.database);
    }, 60_000);

    afterAll(async () => {
      await Promise.all(startedProcesses.map((startedProcess) => startedProcess.kill()));
      await harness.stop();
    });

    /** Starts a server on the current store; it first settles what a killed server left. */
    async function nextServer(): Promise<KillableProcess> {
      clockOffset += AFTER_LEASE;
      const server = startedProcesses.shift() ?? new KillableProcess();
      startedProcesses.push(new KillableProcess());
      await server.serve({ config: { ...harness.config, port: 0 }, clockOffset });
      return server;
    }

    // What a killed process leaves is rows and Auth0's state: `accounts/every-failure.spec.ts` tries both for every kind of change.
    const scenarios = CRASH_SCENARIOS.filter(
      ({ example, repeatsLinkSteps }) => test.all || (test.every ? repeatsLinkSteps !== true : example === true),
    );
    for (const { name, before, change } of scenarios) {
      it(`leaves the old state or the new one: ${name}`, async () => {
        clockOffset = 0;
        const found: { readonly old: AccountState; readonly left: AccountState; readonly at: number }[] = [];
        let wanted: AccountState | undefined;
        let server = await nextServer();
        for (let at = 0; wanted === undefined; at++) {
          await harness.reset();
          const changer = httpChanger(harness, server.origin, Date.now() + clockOffset);
          await before?.(changer);
          const old = await harness.state();
          await server.arm({ crashAt: at });
          const succeeded = await change(changer).then(
            () => true,
            (error: unknown) => {
              // A dead server's connection breaks; an answer would be a failure of the change itself.
              if (error instanceof TypeError) return false;
              throw error;
            },
          );
          if (succeeded) {
            wanted = await harness.state();
            await server.kill();
            break;
          }
          await server.waitForExit();
          server = await nextServer();
          await eventually('nothing is left half done', async () => (await harness.state()).locks === 0);
          found.push({ old, left: await harness.state(), at });
        }
        // Unlinking, the shortest: before its call, before its end is committed, and after.
        expect(found.length).toBeGreaterThan(2);
        for (const { old, left, at } of found) {
          const isNew = left.history.length > old.history.length;
          // The intent was written after `old` was read: not used, it is ready again.
          const unused = { ...left, intents: left.intents.filter((stage) => stage !== 'ready') };
          expect(isNew ? left : unused)
            .withContext(`killed at place ${at}`)
            .toEqual(isNew ? wanted : old);
        }
        // The last kill comes after the end was committed.
        expect(found.at(-1)?.left).toEqual(wanted);
      }, 120_000);
    }
  },
  { fullRunOn: 'PostgreSQL' },
);
