import type { Logger } from 'pino';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import { Breaker } from './breaker.ts';
import { claimDue, markDelivered, markFailed, type ClaimedRow, type LaneFilter } from './claim.ts';
import { safeReason } from './outbox-message.ts';

/** Parallel deliveries to one receiver in one process. */
const MAX_PARALLEL = 2;
/** Poll interval between explicit wake-ups, in milliseconds. */
const INTERVAL = 1_000;
/** How long a stop waits for current deliveries, in milliseconds; another process repeats those that take longer. */
const DELIVERY_TIMEOUT = 5_000;

/** Delivers the messages of one receiver, independently of other lanes. */
export interface Lane {
  start(): void;
  stop(): Promise<void>;
  /** Delivers everything that is due now, unless the receiver is paused. Rejects if the store does not answer. */
  drain(): Promise<void>;
  deliverSoon(): void;
}

/** @param deliver Delivers one message; rejects with the reason. */
export function createLane(
  services: { readonly clock: Clock; readonly logger: Logger; readonly store: Store },
  filter: LaneFilter,
  deliver: (row: ClaimedRow) => Promise<void>,
): Lane {
  const { clock, logger } = services;
  const breaker = new Breaker();
  let state: 'idle' | 'started' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  async function attempt(row: ClaimedRow): Promise<void> {
    try {
      await deliver(row);
    } catch (error) {
      const reason = safeReason(error);
      breaker.failed(error, clock.now());
      const next = await markFailed(services, row, reason);
      const facts = { outboxId: row.id, topic: row.topic, attempts: row.attempts, reason };
      if (next === null) logger.error(facts, 'message discarded');
      else logger.warn({ ...facts, next: new Date(next).toISOString() }, 'message not delivered');
      return;
    }
    breaker.succeeded();
    await markDelivered(services, row);
  }

  async function deliverAll(first?: ClaimedRow): Promise<void> {
    let row = first ?? (await next());
    while (row !== undefined) {
      await attempt(row);
      row = await next();
    }
  }

  async function next(): Promise<ClaimedRow | undefined> {
    return state === 'stopped' || !breaker.allows(clock.now()) ? undefined : claimDue(services, filter);
  }

  async function drain(): Promise<void> {
    const first = await next();
    if (first === undefined) return;
    // A single message tests whether a paused receiver answers again.
    const others = breaker.isTesting ? 0 : MAX_PARALLEL - 1;
    await Promise.all([deliverAll(first), ...Array.from({ length: others }, () => deliverAll())]);
  }

  async function run(): Promise<void> {
    again = false;
    try {
      await drain();
    } catch (error) {
      logger.warn({ err: error }, 'outbox not read');
    }
  }

  function deliverDue(): void {
    if (state !== 'started') return;
    if (running !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = run().finally(() => {
      running = undefined;
      if (again) deliverDue();
      else if (state === 'started') timer = setTimeout(deliverDue, INTERVAL).unref();
    });
  }

  return {
    start() {
      state = 'started';
      deliverDue();
    },
    async stop() {
      state = 'stopped';
      clearTimeout(timer);
      if (running === undefined) return;
      const timeout = Promise.withResolvers<'late'>();
      const alarm = setTimeout(timeout.resolve, DELIVERY_TIMEOUT, 'late');
      await Promise.race([running, timeout.promise]);
      clearTimeout(alarm);
    },
    drain,
    deliverSoon: deliverDue,
  };
}
