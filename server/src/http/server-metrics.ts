import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ManagementObserver } from '../auth0/call-queue.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';

/** The metrics of `/metrics` (Prometheus text format). One set per server; nothing global. */
export interface ServerMetrics {
  readonly contentType: string;
  /** Counts an answered request. `route` is the pattern, such as `/v1/me`, to limit the number of its values. */
  countRequest(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** Observes the calls of the Management API. */
  readonly management: ManagementObserver;
  /** All metrics, including the current counts of the store. */
  render(): Promise<string>;
}

/** Creates the metrics of one server. Rows of the store are counted per scrape and cover all processes. */
export function createServerMetrics({ store, clock }: { readonly store: Store; readonly clock: Clock }): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'onefold_http_request_duration_seconds',
    help: 'Requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const calls = new Counter({
    name: 'onefold_management_calls_total',
    help: 'Management API calls by operation and outcome.',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const waits = new Histogram({
    name: 'onefold_management_wait_seconds',
    help: 'Seconds that Management API calls waited for a slot.',
    buckets: [0.01, 0.1, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  const durations = new Histogram({
    name: 'onefold_management_duration_seconds',
    help: 'Seconds until Auth0 responded.',
    labelNames: ['operation'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const queue = new Gauge({
    name: 'onefold_management_queue',
    help: 'Management API calls of this process that wait for a slot.',
    registers,
  });
  const operations = new Gauge({
    name: 'onefold_operations',
    help: 'Running links, unlinks and undos by kind; each should end within seconds.',
    labelNames: ['kind', 'status'],
    registers,
  });
  const outbox = new Gauge({
    name: 'onefold_outbox_messages',
    help: 'Messages by topic and state: pending, or failed permanently.',
    labelNames: ['topic', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'onefold_outbox_oldest_pending_seconds',
    help: 'Age in seconds of the oldest pending message; 0 if there is none.',
    registers,
  });

  async function readStore(): Promise<void> {
    const { fn } = store.db;
    const [changes, messages, first] = await Promise.all([
      store.db
        .selectFrom('operations')
        .select(['kind', fn.countAll<number>().as('amount')])
        .where('status', '=', 'running')
        .groupBy('kind')
        .execute(),
      store.db
        .selectFrom('outbox')
        .select(['topic', fn.countAll<number>().as('amount'), fn.count<number>('failed_at').as('failed')])
        .where('delivered_at', 'is', null)
        .groupBy('topic')
        .execute(),
      store.db
        .selectFrom('outbox')
        .select(fn.min('created_at').as('created_at'))
        .where('delivered_at', 'is', null)
        .where('failed_at', 'is', null)
        .executeTakeFirst(),
    ]);
    operations.reset();
    for (const kind of ['link', 'unlink', 'undo'] as const) {
      operations.set({ kind, status: 'running' }, changes.find((each) => each.kind === kind)?.amount ?? 0);
    }
    for (const topic of ['mail', 'webhook', 'sessions'] as const) {
      const found = messages.find((each) => each.topic === topic);
      const failed = found?.failed ?? 0;
      outbox.set({ topic, state: 'failed' }, failed);
      outbox.set({ topic, state: 'pending' }, (found?.amount ?? 0) - failed);
    }
    const since = first?.created_at ?? null;
    oldest.set(since === null ? 0 : Math.max(0, clock.now() - since) / 1000);
  }

  return {
    contentType: registry.contentType,
    countRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    management: {
      onCall: ({ operation, outcome, waited, took }) => {
        calls.inc({ operation, outcome });
        waits.observe(waited);
        durations.observe({ operation }, took);
      },
      onQueue: (waiting) => queue.set(waiting),
    },
    render: async () => {
      await readStore();
      return registry.metrics();
    },
  };
}
