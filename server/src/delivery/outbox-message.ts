import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { tokenHash, type Sealer } from '../platform/sealer.ts';
import type { Queries } from '../store/store.ts';

/** An email, rendered when the event happened. */
const MailMessage = z.object({
  topic: z.literal('mail'),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
export type MailMessage = z.infer<typeof MailMessage>;

/** A webhook. Its secret stays in the configuration, so that a new one applies immediately. */
const WebhookMessage = z.object({ topic: z.literal('webhook'), url: z.string(), body: z.string() });
export type WebhookMessage = z.infer<typeof WebhookMessage>;

/** Sessions and refresh tokens to end at Auth0: all of an account, except those of one session. */
const SessionsMessage = z.object({ topic: z.literal('sessions'), account: z.string(), except: z.string().optional() });
export type SessionsMessage = z.infer<typeof SessionsMessage>;

/** The sealed content of a row of the outbox. */
const OutboxMessage = z.discriminatedUnion('topic', [MailMessage, WebhookMessage, SessionsMessage]);
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** The lane of all mails: they share one mail server. */
export const MAIL_LANE = 'mail';

/** The lane of Auth0, where sessions end. */
export const SESSIONS_LANE = 'sessions';

/** The lane of a webhook: a hash, because the address may contain a secret. */
export function webhookLane(url: string): string {
  return `webhook:${tokenHash(url)}`;
}

function laneOf(message: OutboxMessage): string {
  if (message.topic === 'webhook') return webhookLane(message.url);
  return message.topic === 'mail' ? MAIL_LANE : SESSIONS_LANE;
}

/** Writes a message in the transaction of its change, so that it is sent if and only if the transaction commits. */
export async function enqueue(
  { clock, sealer }: { readonly clock: Clock; readonly sealer: Sealer },
  trx: Queries,
  message: OutboxMessage,
): Promise<void> {
  const id = randomUUID();
  const now = clock.now();
  await trx
    .insertInto('outbox')
    .values({
      id,
      topic: message.topic,
      lane: laneOf(message),
      payload: sealer.seal('outbox', id, JSON.stringify(message)),
      created_at: now,
      next_at: now,
      attempts: 0,
      lease_owner: null,
      lease_until: null,
      delivered_at: null,
      failed_at: null,
      last_error: null,
    })
    .execute();
}

/** @throws {DeliveryError} If no key opens it, or it is not a message. */
export function openMessage(
  { sealer }: { readonly sealer: Sealer },
  row: { readonly id: string; readonly payload: string },
): OutboxMessage {
  try {
    return OutboxMessage.parse(JSON.parse(sealer.open('outbox', row.id, row.payload)));
  } catch (cause) {
    throw new DeliveryError('The message cannot be read with any of the sealing keys.', { cause });
  }
}

/** A failed delivery. The message gives the reason without address, body or secret, because it is logged and stored. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Whether other messages would fail now, too. */
  readonly receiverDown: boolean;

  constructor(message: string, { receiverDown = false, cause }: { receiverDown?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.receiverDown = receiverDown;
  }
}

/** The storable part of an error: our own message, otherwise only its kind. */
export function safeReason(error: unknown): string {
  if (error instanceof DeliveryError) return error.message;
  return error instanceof Error ? error.name : 'Unknown error';
}
