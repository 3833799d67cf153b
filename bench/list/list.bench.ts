import type { BenchResult, Figures } from '../bench-result.ts';
import { median } from '../measure.ts';
import { buildApps, PROTOCOLS, startListHarness, type App, type ListHarness, type Protocol } from './list-harness.ts';
import { BenchBrowser, ROWS, type Condition, type SentRequest, type SignedIn } from './visit.ts';

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

/** The results of one protocol. */
interface Results {
  readonly list: Readonly<Record<string, Comparison>>;
  /** Ratios of the reference with Onefold. */
  readonly host: Readonly<Record<string, number>>;
  readonly home: Comparison;
  readonly requests: number;
  readonly table: Readonly<Record<string, Figures>>;
  /** Requests of a slow first visit. */
  readonly waterfall: readonly SentRequest[];
}

/**
 * How long a user waits for the list of linked identities: Onefold's portal, the simplest application that the
 * documentation of `@auth0/auth0-angular` describes, and that application with Onefold added. Also, how long an anonymous user waits
 * for the home page, compared with an empty Angular application. All over HTTP/1.1, then over HTTP/2 with TLS.
 */
export async function list(): Promise<BenchResult> {
  await buildApps();
  const results = {} as Record<Protocol, Results>;
  for (const protocol of PROTOCOLS) results[protocol] = await measureOver(protocol);
  const { http1, http2 } = results;
  return {
    name: `Until the list is shown, in ms: medians of ${ROUNDS} rounds`,
    table: Object.fromEntries(
      PROTOCOLS.flatMap((protocol) =>
        Object.entries(results[protocol].table).map(([name, figures]) => [`${protocol}: ${name}`, figures]),
      ),
    ),
    ratios: {
      'list, HTTP/1.1': ratiosOf(http1.list),
      'list, HTTP/2': ratiosOf(http2.list),
      'host, HTTP/1.1': http1.host,
      'host, HTTP/2': http2.host,
      'home, HTTP/1.1': http1.home.ratio,
      'home, HTTP/2': http2.home.ratio,
    },
    problems: [],
    details: process.argv.includes('--waterfall')
      ? PROTOCOLS.flatMap((protocol) =>
          results[protocol].waterfall.map((sent) => ({ protocol, ...withoutQuery(sent) })),
        )
      : [],
    line: { ...lineOf(http1), http2: lineOf(http2) },
  };
}

async function measureOver(protocol: Protocol): Promise<Results> {
  const harness = await startListHarness(protocol);
  try {
    const browser = await BenchBrowser.open(harness);
    try {
      return await measure(harness, browser);
    } finally {
      browser.close();
    }
  } finally {
    await harness.stop();
  }
}

async function measure({ origins }: ListHarness, browser: BenchBrowser): Promise<Results> {
  const states = new Map<App, SignedIn>();
  for (const app of LISTS) states.set(app, await browser.signIn(origins[app], USER_NAME));

  const table: Record<string, Figures> = {};
  const first: Record<string, Comparison> = {};
  const hosts: Record<string, number> = {};
  let waterfall: readonly SentRequest[] = [];
  let requests = 0;
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const visits = { first: timesOf(LISTS), later: timesOf(LISTS) };
    for (let round = 0; round < ROUNDS; round++) {
      for (const app of LISTS) {
        const url = `${origins[app]}/profile`;
        const cold = await browser.visitAs(states.get(app) ?? null, async (context) => {
          const visit = await browser.visit(context, url, ROWS, condition);
          visits.first[app]?.push(visit.shown);
          await browser.settle(context, url);
          visits.later[app]?.push((await browser.visit(context, url, ROWS, condition)).shown);
          return visit;
        });
        if (app === 'portal') {
          if (name === 'slow') waterfall = cold.requests;
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
      const { shown } = await browser.visitAs(null, (context) =>
        browser.visit(context, `${origins[app]}/`, null, CONDITIONS.slow),
      );
      home[app]?.push(shown);
    }
  }
  const homes = compare(home.portal, home.bare);
  table['home page, slow, first visit'] = { portal: homes.ours, reference: homes.peer, ratio: homes.ratio };

  return { list: first, host: hosts, home: homes, requests, table, waterfall };
}

function lineOf({ list: lists, home, host, requests }: Results): Omit<Results, 'table' | 'waterfall'> {
  return { list: lists, home, host, requests };
}

function ratiosOf(comparisons: Readonly<Record<string, Comparison>>): Figures {
  return Object.fromEntries(Object.entries(comparisons).map(([name, { ratio }]) => [name, ratio]));
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
