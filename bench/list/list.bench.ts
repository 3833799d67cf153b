import type { BenchResult, Figures } from '../bench-result.ts';
import { median } from '../measure.ts';
import { startListHarness, type App, type ListHarness } from './list-harness.ts';
import { BenchBrowser, ROWS, type Condition, type SentRequest, type SignedIn, type Visit } from './visit.ts';

/** Rounds of each measurement; the applications take turns, so that a slow moment affects all of them. */
const ROUNDS = Number(process.env['ONEFOLD_BENCH_ROUNDS'] ?? 5);

const FAST = { roundTrip: 0, bandwidth: Infinity };
/** Round trips of 150 ms, 1.6 Mbit/s. */
const SLOW = { roundTrip: 150, bandwidth: 200 };

const CONDITIONS: Readonly<Record<'slow' | 'network' | 'cpu' | 'none', Condition>> = {
  slow: { network: SLOW, cpu: 4 },
  network: { network: SLOW, cpu: 1 },
  cpu: { network: FAST, cpu: 4 },
  none: { network: FAST, cpu: 1 },
};

/** Signed in, each of these shows a list. */
const LISTS = ['portal', 'reference', 'host'] as const satisfies readonly App[];

/** Has several linked identities. */
const USER_NAME = 'Mira Okafor';

interface Comparison {
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

/**
 * How long a user waits for the list of linked identities: Onefold's portal, the simplest application that the
 * documentation of `@auth0/auth0-angular` describes, and that application with Onefold added. Also, how long an anonymous user waits
 * for the home page, compared with an empty Angular application.
 */
export async function list(): Promise<BenchResult> {
  const harness = await startListHarness();
  try {
    const browser = await BenchBrowser.open(harness);
    try {
      return await measure(harness, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await harness.stop();
  }
}

async function measure({ origins }: ListHarness, browser: BenchBrowser): Promise<BenchResult> {
  const states = new Map<App, SignedIn>();
  for (const app of LISTS) states.set(app, await browser.signIn(origins[app], USER_NAME));

  const table: Record<string, Figures> = {};
  const first: Record<string, Comparison> = {};
  const hosts: Record<string, number> = {};
  let waterfall: Visit | undefined;
  let requests = 0;
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const visits = { first: timesOf(LISTS), later: timesOf(LISTS) };
    for (let round = 0; round < ROUNDS; round++) {
      for (const app of LISTS) {
        const context = await browser.context(states.get(app));
        const url = `${origins[app]}/profile`;
        const cold = await browser.visit(context, url, ROWS, condition);
        visits.first[app]?.push(cold.shown);
        await browser.settle(context, url);
        visits.later[app]?.push((await browser.visit(context, url, ROWS, condition)).shown);
        await context.close();
        if (app === 'portal') {
          if (name === 'slow') waterfall = cold;
          requests = Math.max(requests, cold.requests.length);
        }
      }
    }
    for (const [visit, times] of Object.entries(visits)) {
      const { ours, peer, ratio } = compare(times.portal, times.reference);
      const host = median(times.host ?? []);
      table[`${name}, ${visit} visit`] = {
        portal: ours,
        ...spread('portal', times.portal),
        reference: peer,
        ...spread('reference', times.reference),
        ratio,
        host: Math.round(host),
        'host ratio': round2(host / peer),
      };
      if (visit === 'first') {
        first[name] = { ours, peer, ratio };
        hosts[name] = round2(host / peer);
      }
    }
  }

  const home = timesOf(['portal', 'bare']);
  for (let round = 0; round < ROUNDS; round++) {
    for (const app of ['portal', 'bare'] as const) {
      const context = await browser.context();
      home[app]?.push((await browser.visit(context, `${origins[app]}/`, null, CONDITIONS.slow)).shown);
      await context.close();
    }
  }
  const homes = compare(home.portal, home.bare);
  table['home page, slow, first visit'] = { portal: homes.ours, reference: homes.peer, ratio: homes.ratio };

  return {
    name: `Until the list is shown, in ms: medians of ${ROUNDS} rounds over HTTP/1.1`,
    table,
    ratios: {
      list: Object.fromEntries(Object.entries(first).map(([name, { ratio }]) => [name, ratio])),
      host: hosts,
      home: homes.ratio,
    },
    problems: [],
    details: process.argv.includes('--waterfall') ? (waterfall?.requests ?? []).map(withoutQuery) : [],
    line: { list: first, home: homes, host: hosts, requests },
  };
}

function withoutQuery({ url, ...times }: SentRequest): SentRequest {
  return { url: url.replace(/\?.*/, ''), ...times };
}

function timesOf(apps: readonly App[]): Partial<Record<App, number[]>> {
  return Object.fromEntries(apps.map((app) => [app, []]));
}

function compare(ours: readonly number[] = [], peer: readonly number[] = []): Comparison {
  const [left, right] = [median(ours), median(peer)];
  return { ours: Math.round(left), peer: Math.round(right), ratio: round2(left / right) };
}

/** The fastest and the slowest round. */
function spread(app: App, times: readonly number[] = []): Figures {
  return { [`${app} min`]: Math.round(Math.min(...times)), [`${app} max`]: Math.round(Math.max(...times)) };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
