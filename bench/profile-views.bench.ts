import { LOCAL_AUDIENCE } from '../scripts/configuration/local-configuration.mjs';
import type { BenchResult, Figures, Phase } from './bench-result.ts';
import { startBenchHarness, type BenchHarness } from './bench-harness.ts';
import { Gauge, round } from './measure.ts';
import { ownWrites } from './own-writes.ts';
import { startChildServer } from './servers/child-server.ts';
import { viewProfile, type Viewer } from './view-profile.ts';

const USERS = 200;
const WRITERS = 3;
/** Views per user in the phases without calls to Auth0. */
const ROUNDS = 5;

/** 200 users view their profiles through a tenant that allows two calls a second. */
export async function profileViews(): Promise<BenchResult> {
  const harness = await startBenchHarness(USERS);
  try {
    const writers = await harness.writers(WRITERS);
    harness.limit();
    harness.takeCalls();
    const cold = await phase('all at once, no profile cached', harness, harness.origin, 1);
    const cached = await phase('all at once, cached', harness, harness.origin, ROUNDS);
    const { gauge, stale, refused } = await ownWrites(harness, writers);
    const writing = asPhase(`all, while ${WRITERS} people unlink`, gauge, harness);
    const [viewer] = harness.viewers;
    const response = viewer === undefined ? '' : await viewProfile(harness.origin, viewer);
    await harness.stopServer();
    const bare = await baseline(
      'bare-server.ts',
      { response },
      'baseline: a bare route, as much text',
      harness,
      ROUNDS,
    );
    const naive = await baseline(
      'naive-server.ts',
      await naiveSettings(harness),
      'baseline: one call a view',
      harness,
      1,
    );
    const phases = [cold, cached, writing, bare, naive];
    return {
      name: `${USERS} people, a tenant that allows 2 calls a second`,
      table: Object.fromEntries(phases.map((each) => [each.name, figuresOf(each)])),
      ratios: {
        'cached p50 / bare p50': round(cached.p50 / bare.p50),
        'cached p99 / bare p99': round(cached.p99 / bare.p99),
        'calls per cold view / naive': round(cold.callsPerView / naive.callsPerView),
        'answered, cold': share(cold),
        'answered, naive': share(naive),
      },
      problems: [
        ...[cold, cached, writing].flatMap(({ name, errors }) => (errors > 0 ? [`${name}: ${errors} errors`] : [])),
        ...(cold.callsPerView > 1 ? ['more than one call for a view'] : []),
        ...(cached.calls > 2 ? [`${cached.calls} calls while everything was cached`] : []),
        ...(stale > 0 ? [`${stale} views showed what had been unlinked before`] : []),
        ...refused.map((outcome) => `an unlink was refused: ${outcome}`),
      ],
    };
  } finally {
    await harness.stop();
  }
}

function figuresOf({ views, errors, p50, p99, calls, callsPerView }: Phase): Figures {
  return { views, errors, 'p50 ms': p50, 'p99 ms': p99, 'Auth0 calls': calls, 'calls/view': callsPerView };
}

/** All users view their profiles at once, `rounds` times. */
async function phase(name: string, harness: BenchHarness, origin: string, rounds: number): Promise<Phase> {
  const gauge = new Gauge();
  for (let count = 0; count < rounds; count++) {
    await Promise.all(harness.viewers.map((viewer) => gauge.time(() => viewProfile(origin, viewer))));
  }
  return asPhase(name, gauge, harness);
}

function asPhase(name: string, gauge: Gauge, harness: BenchHarness): Phase {
  const { views: calls } = harness.takeCalls();
  const measured = gauge.read();
  return { name, ...measured, calls, callsPerView: round(calls / measured.views) };
}

/** Measures a server for comparison. An uncounted round opens the connections first, unless there is only one round. */
async function baseline(
  file: string,
  settings: object,
  name: string,
  harness: BenchHarness,
  rounds: number,
): Promise<Phase> {
  const server = await startChildServer(file, settings);
  try {
    if (rounds > 1) await Promise.all(harness.viewers.map((viewer: Viewer) => viewProfile(server.origin, viewer)));
    harness.limit();
    harness.takeCalls();
    return await phase(name, harness, server.origin, rounds);
  } finally {
    await server.stop();
  }
}

async function naiveSettings({ tenant }: BenchHarness): Promise<object> {
  const claims = { sub: 'naive@clients', azp: 'naive', aud: `${tenant.issuer}api/v2/`, scope: 'read:users' };
  const machineToken = await tenant.control.signToken(claims);
  return { issuer: tenant.issuer, audience: LOCAL_AUDIENCE, machineToken };
}

function share({ views, errors }: Phase): number {
  return round((views - errors) / views);
}
