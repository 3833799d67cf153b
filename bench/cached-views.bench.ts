import { readFile } from 'node:fs/promises';
import { localServerEnvironment } from '../scripts/configuration/local-configuration.mjs';
import type { BenchResult } from './bench-result.ts';
import { startBenchHarness } from './bench-harness.ts';
import { median, round } from './measure.ts';
import { startChildServer } from './servers/child-server.ts';
import { viewProfile, type Viewer } from './view-profile.ts';

const USERS = 20;
/** Views of each user in one round. */
const VIEWS = 20;
const ROUNDS = 7;
/** CPU time that a cached view may cost, in multiples of the baseline. */
const MAX_RATIO = 1.5;
/** Milliseconds of one tick in /proc (Linux: USER_HZ is 100 everywhere). */
const TICK = 10;

/** Compares the CPU time of a cached view with that of a route that verifies the same token and reads one row. */
export async function cachedViews(): Promise<BenchResult> {
  const harness = await startBenchHarness(USERS);
  try {
    const [viewer] = harness.viewers;
    if (viewer === undefined) throw new Error('No viewer was added.');
    await Promise.all(harness.viewers.map((each) => viewProfile(harness.origin, each)));
    const response = await viewProfile(harness.origin, viewer);
    const environment = {
      ...localServerEnvironment({ tenantOrigin: harness.tenant.origin, serverOrigin: harness.origin }),
      ONEFOLD_REQUEST_RATE: '100000/1s',
    };
    const settings = { environment, response };
    const baseline = await startChildServer('token-row-server.ts', settings);
    try {
      const times: { view: number; baseline: number }[] = [];
      // Alternates, so that a change of the machine's load affects both. Code is compiled in the first round.
      for (let count = 0; count <= ROUNDS; count++) {
        const view = await cpuOfAView(harness.serverPid, harness.origin, harness.viewers);
        times.push({ view, baseline: await cpuOfAView(baseline.pid, baseline.origin, harness.viewers) });
      }
      const counted = times.slice(1);
      const [ofView, ofBaseline] = [
        median(counted.map(({ view }) => view)),
        median(counted.map(({ baseline: each }) => each)),
      ];
      const ratio = round(ofView / ofBaseline);
      return {
        name: 'A cached view, and a route that verifies the same token and reads one row',
        table: { 'cached view': { 'CPU ms': round(ofView) }, baseline: { 'CPU ms': round(ofBaseline) } },
        ratios: { 'view / floor': ratio },
        problems: ratio > MAX_RATIO ? [`a cached view costs ${ratio} times as much as the other route`] : [],
        line: { views: { view: round(ofView), floor: round(ofBaseline), ratio } },
      };
    } finally {
      await baseline.stop();
    }
  } finally {
    await harness.stop();
  }
}

/** Milliseconds of CPU time that one view costs a process. */
async function cpuOfAView(pid: number, origin: string, viewers: readonly Viewer[]): Promise<number> {
  const before = await cpuTime(pid);
  for (let count = 0; count < VIEWS; count++) {
    await Promise.all(viewers.map((viewer) => viewProfile(origin, viewer)));
  }
  return ((await cpuTime(pid)) - before) / (VIEWS * viewers.length);
}

/** CPU time of a process so far, in milliseconds (proc(5): utime and stime). */
async function cpuTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}
