import type { Logger } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { Store } from '../store/store.ts';
import type { ClaimedRow } from './claim.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { createLane } from './lane.ts';
import { createMailer } from './mailer.ts';
import { MAIL_LANE, openMessage, webhookLane } from './outbox-message.ts';

const DAY = 86_400_000;

/** Delivers mails and webhooks, each at least once, even if processes are killed. */
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

/** The outbox of this process: one lane per receiver, and one for messages to receivers that are no longer configured. */
export function createOutbox(services: {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
}): Outbox {
  const { config, clock, store } = services;
  const mailer = createMailer(services);

  async function deliver(row: ClaimedRow): Promise<void> {
    const message = openMessage(services, row);
    await (message.topic === 'mail' ? mailer.send(row.id, message) : deliverWebhook(services, row.id, message));
  }

  const names = [MAIL_LANE, ...new Set(config.webhooks.map(({ url }) => webhookLane(url)))];
  const filters = [...names.map((is) => ({ is })), { notIn: names }];
  const lanes = filters.map((filter) => createLane(services, filter, deliver));

  return {
    start: () => lanes.forEach((lane) => lane.start()),
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
    drain: async () => {
      await Promise.all(lanes.map((lane) => lane.drain()));
    },
    poke: () => lanes.forEach((lane) => lane.poke()),
    async sweep() {
      const now = clock.now();
      await store.db
        .deleteFrom('outbox')
        .where((where) => where.or([where('delivered_at', '<', now - DAY), where('failed_at', '<', now - 30 * DAY)]))
        .execute();
    },
  };
}
