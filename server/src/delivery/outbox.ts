import type { Logger } from 'pino';
import { type Management, ManagementError } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import { BATCH, inBatches } from '../store/in-batches.ts';
import type { Store } from '../store/store.ts';
import { claimDue, markDelivered, markFailed, type ClaimedRow } from './claim.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { createMailer } from './mailer.ts';
import { DeliveryError, openMessage, safeReason, type SessionsMessage } from './outbox-message.ts';

/** Deliveries at the same time, in one process. */
const LANES = 4;
/** Poll interval of the outbox between explicit wake-ups, in milliseconds. */
const INTERVAL = 1_000;
/** How long a stop waits for deliveries under way, in milliseconds; another process repeats what took longer. */
const PATIENCE = 5_000;
const DAY = 86_400_000;

/** Delivers mails and webhooks, and ends sessions at Auth0, each at least once, even if processes are killed. */
export interface Outbox {
  /** Begins to deliver, until `stop`. */
  start(): void;
  /** Starts no further delivery; resolves when open ones have ended, after five seconds at the latest. */
  stop(): Promise<void>;
  /** Delivers everything that is due now. Rejects where the store does not answer. */
  drain(): Promise<void>;
  /** Polls at once, because a message may have been written. */
  poke(): void;
  /** Forgets messages a day after their delivery, 30 days after they were given up. */
  sweep(): Promise<void>;
}

/** The outbox of this process. Many processes may share one store. */
export function createOutbox(services: {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly management: Pick<Management, 'endSessions'>;
}): Outbox {
  const { clock, logger, store } = services;
  const mailer = createMailer(services);
  let state: 'idle' | 'started' | 'stopped' = 'idle';
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  async function deliver(row: ClaimedRow): Promise<void> {
    try {
      const message = openMessage(services, row);
      if (message.topic === 'mail') await mailer.send(row.id, message);
      else if (message.topic === 'webhook') await deliverWebhook(services, row.id, message);
      else await endSessions(services.management, message);
    } catch (error) {
      const reason = safeReason(error);
      const next = await markFailed(services, row, reason);
      const facts = { outboxId: row.id, topic: row.topic, attempts: row.attempts, reason };
      if (next === null) logger.error(facts, 'message discarded');
      else logger.warn({ ...facts, next: new Date(next).toISOString() }, 'message not delivered');
      return;
    }
    await markDelivered(services, row);
  }

  async function lane(first?: ClaimedRow): Promise<void> {
    let row = first ?? (await next());
    while (row !== undefined) {
      await deliver(row);
      row = await next();
    }
  }

  async function next(): Promise<ClaimedRow | undefined> {
    return state === 'stopped' ? undefined : claimDue(services);
  }

  /** The other lanes start only if there is something to deliver. */
  async function drain(): Promise<void> {
    const first = await next();
    if (first === undefined) return;
    await Promise.all([lane(first), ...Array.from({ length: LANES - 1 }, () => lane())]);
  }

  async function run(): Promise<void> {
    again = false;
    try {
      await drain();
    } catch (error) {
      logger.warn({ err: error }, 'outbox not read');
    }
  }

  function look(): void {
    if (state !== 'started') return;
    if (running !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = run().finally(() => {
      running = undefined;
      if (again) look();
      else if (state === 'started') timer = setTimeout(look, INTERVAL).unref();
    });
  }

  return {
    start() {
      state = 'started';
      look();
    },
    async stop() {
      state = 'stopped';
      clearTimeout(timer);
      if (running === undefined) return;
      const late = Promise.withResolvers<'late'>();
      const alarm = setTimeout(late.resolve, PATIENCE, 'late');
      await Promise.race([running, late.promise]);
      clearTimeout(alarm);
    },
    drain,
    poke: look,
    async sweep() {
      const now = clock.now();
      for (const [column, until] of [
        ['delivered_at', now - DAY],
        ['failed_at', now - 30 * DAY],
      ] as const) {
        const old = store.db.selectFrom('outbox').select('id').where(column, '<', until).limit(BATCH);
        await inBatches(async () => {
          const { numDeletedRows } = await store.db
            .deleteFrom('outbox')
            .where('id', 'in', old)
            .executeTakeFirstOrThrow();
          return numDeletedRows;
        });
      }
    },
  };
}

/** @throws {DeliveryError} With the status alone: Auth0's words may name the user. */
async function endSessions(
  management: Pick<Management, 'endSessions'>,
  { account, except }: SessionsMessage,
): Promise<void> {
  try {
    await management.endSessions(account, except);
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    throw new DeliveryError(`Auth0: ${error.kind} ${error.status ?? ''}`.trim());
  }
}
