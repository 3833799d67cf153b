import { eachStore } from '../../store/testing/each-store.ts';
import { eventually } from '../eventually.ts';
import type { AccountState } from './account-state.ts';
import { startCrashHarness, type CrashHarness } from './crash-harness.ts';
import { CRASH_SCENARIOS } from './crash-scenarios.ts';
import { httpChanger } from './http-changer.ts';
import { KillableProcess } from './killable-process.ts';

/** More kills than any change has places. */
const MAX_KILLS = 60;
/** How many places are tried again if no kill came after the end of the change. */
const PLACES_TRIED_AGAIN = 3;

/** Slightly longer than a lease, in milliseconds: the clock of each process is this far ahead of the previous one's. */
const AFTER_LEASE = 11_000;

eachStore(
  'A server killed between any two steps',
  (test) => {
    let harness: CrashHarness;
    /** Processes that have loaded their code and wait. */
    let startedProcesses: Promise<KillableProcess>[] = [];
    let clockOffset = 0;

    beforeAll(async () => {
      startedProcesses = [KillableProcess.start(), KillableProcess.start()];
      harness = await startCrashHarness(test.database);
    }, 60_000);

    afterAll(async () => {
      await Promise.all(startedProcesses.map(async (startedProcess) => (await startedProcess).kill()));
      await harness.stop();
    });

    /** Starts a server on the current store; it first settles what a killed server left. */
    async function nextServer(): Promise<KillableProcess> {
      clockOffset += AFTER_LEASE;
      const server = await (startedProcesses.shift() ?? KillableProcess.start());
      startedProcesses.push(KillableProcess.start());
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
        const isNew = ({ old, left }: Pick<(typeof found)[number], 'old' | 'left'>) =>
          left.history.length > old.history.length;
        let wanted: AccountState | undefined;
        let server = await nextServer();
        for (let at = 0; found.length < MAX_KILLS; at++) {
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
            if (found.some(isNew)) break;
            // Reservations of calls and deliveries are places, too, and their number differs from attempt to attempt.
            at = Math.max(at - PLACES_TRIED_AGAIN, 0) - 1;
            continue;
          }
          await server.waitForExit();
          server = await nextServer();
          await eventually('nothing is left half done', async () => (await harness.state()).locks === 0);
          found.push({ old, left: await harness.state(), at });
        }
        await server.kill();
        if (wanted === undefined) throw new Error('The change never succeeded.');
        // Unlinking, the shortest: before its call, before its end is committed, and after.
        expect(found.length).toBeGreaterThan(2);
        expect(found.some(isNew)).withContext('killed after the end was committed').toBeTrue();
        for (const { old, left, at } of found) {
          // The intent was written after `old` was read: not used, it is ready again.
          const unused = { ...left, intents: left.intents.filter((stage) => stage !== 'ready') };
          expect(isNew({ old, left }) ? left : unused)
            .withContext(`killed at place ${at}`)
            .toEqual(isNew({ old, left }) ? wanted : old);
        }
      }, 300_000);
    }
  },
  { fullRunOn: 'PostgreSQL' },
);
