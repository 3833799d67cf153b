import type { Logger } from 'pino';
import { type Management, ManagementError } from '../auth0/management.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import { BATCH, inBatches } from '../store/in-batches.ts';
import type { Store } from '../store/store.ts';
import type { ClaimedRow } from './claim.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { createLane } from './lane.ts';
import { createMailer } from './mailer.ts';
import {
  DeliveryError,
  MAIL_LANE,
  openMessage,
  SESSIONS_LANE,
  type SessionsMessage,
  webhookLane,
} from './outbox-message.ts';

const DAY = 86_400_000;

/** Delivers mails and webhooks, and ends sessions at Auth0, each at least once, even if processes are killed. */
export interface Outbox {
  /** Begins to deliver, until `stop`. */
  start(): void;
  /** Starts no further delivery; resolves when open ones have ended, after five seconds at the latest. */
  stop(): Promise<void>;
  /** Delivers everything that is due now. Rejects if the store does not answer. */
  drain(): Promise<void>;
  /** Polls at once, because a message may have been written. */
  deliverSoon(): void;
  /** Deletes messages a day after their delivery, or 30 days after the last attempt failed. */
  sweep(): Promise<void>;
}

/** The outbox of this process: one lane per receiver, and one for messages to receivers that are no longer configured. */
export function createOutbox(services: {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly management: Pick<Management, 'endSessions'>;
}): Outbox {
  const { config, clock, store } = services;
  const mailer = createMailer(services);

  async function deliver(row: ClaimedRow): Promise<void> {
    const message = openMessage(services, row);
    if (message.topic === 'mail') await mailer.send(row.id, message);
    else if (message.topic === 'webhook') await deliverWebhook(services, row.id, message);
    else await endSessions(services.management, message);
  }

  const names = [MAIL_LANE, SESSIONS_LANE, ...new Set(config.webhooks.map(({ url }) => webhookLane(url)))];
  const filters = [...names.map((only) => ({ only })), { except: names }];
  const lanes = filters.map((filter) => createLane(services, filter, deliver));

  return {
    start: () => lanes.forEach((lane) => lane.start()),
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
    drain: async () => {
      await Promise.all(lanes.map((lane) => lane.drain()));
    },
    deliverSoon: () => lanes.forEach((lane) => lane.deliverSoon()),
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

/** @throws {DeliveryError} With the status only: Auth0's message may name the user. */
async function endSessions(
  management: Pick<Management, 'endSessions'>,
  { account, except }: SessionsMessage,
): Promise<void> {
  try {
    await management.endSessions(account, except);
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error;
    throw new DeliveryError(`Auth0: ${error.kind} ${error.status ?? ''}`.trim(), { receiverDown: true });
  }
}
