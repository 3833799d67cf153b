import { z } from 'zod';
import { IdentityRef, NamedIdentity } from './identity.ts';
import { LIMITS } from './limits.ts';
import { orNull } from './or-null.ts';

/** What happened to an account; also the types of the webhooks. */
export const EventType = z
  .enum([
    'identity.linked',
    'identity.unlinked',
    'account.absorbed',
    'link.undone',
    'unlink.undone',
    'event.flagged',
    'sessions.ended',
  ])
  .meta({ id: 'EventType' });
export type EventType = z.infer<typeof EventType>;

/** Facts of an event that never change. The server stores them as one JSON text: a new one must be optional. */
export const EventDetails = z.object({
  identity: orNull(NamedIdentity),
  address: z.string().nullable().meta({ description: 'IP address of the request, shortened.' }),
  user_agent: z.string().nullable(),
});
export type EventDetails = z.infer<typeof EventDetails>;

/** One entry of an account's history. */
export const HistoryEvent = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    type: EventType,
    ...EventDetails.shape,
    flagged_at: z.iso.datetime().nullable().meta({ description: 'When the user reported it as unauthorized.' }),
  })
  .meta({ id: 'HistoryEvent' });
export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** A page of the history, newest first. */
export const HistoryPage = z
  .object({
    events: z.array(HistoryEvent),
    next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  })
  .meta({ id: 'HistoryPage' });
export type HistoryPage = z.infer<typeof HistoryPage>;

/** Selects a part of the history and its format. */
export const HistoryQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LIMITS.historyPage).default(50),
  cursor: z.string().max(200).optional(),
  type: EventType.optional(),
  format: z
    .enum(['json', 'csv'])
    .optional()
    .meta({ description: '`csv` (RFC 4180) contains the whole history; `Accept: text/csv` selects it, too.' }),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** The body of a webhook (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` are headers). */
export const WebhookEvent = z
  .object({
    type: EventType,
    timestamp: z.iso.datetime(),
    data: z.object({
      account: z.string().meta({ description: 'The account’s user id (`sub`).' }),
      identity: IdentityRef.optional(),
      from: z
        .string()
        .optional()
        .meta({ description: '`account.absorbed`: the user id of the removed account; move its data.' }),
      into: z.string().optional().meta({ description: '`account.absorbed`: the user id of the kept account.' }),
      event: z.string().optional().meta({ description: '`event.flagged`: id of the history entry.' }),
    }),
  })
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof WebhookEvent>;
