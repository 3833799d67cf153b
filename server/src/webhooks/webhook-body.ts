import type { WebhookEvent } from '@onefold/contract';
import type { AccountEvent } from '../history/history-recorder.ts';

/**
 * The body of the webhook that tells of an event: ids only, no names and no addresses.
 *
 * @param at Epoch milliseconds.
 */
export function webhookBody(event: AccountEvent, at: number): string {
  const data: WebhookEvent['data'] = { account: event.account };
  if (event.identity !== null) data.identity = { provider: event.identity.provider, user_id: event.identity.user_id };
  if (event.from !== undefined) {
    data.from = event.from;
    data.into = event.account;
  }
  if (event.flagged !== undefined) data.event = event.flagged;
  const body: WebhookEvent = { type: event.type, timestamp: new Date(at).toISOString(), data };
  return JSON.stringify(body);
}
