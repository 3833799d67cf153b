import { createFlagLink } from '../notices/flag-link.ts';
import { eventStory } from '../notices/event-story.ts';
import { maskedName } from '../notices/masked.ts';
import { noticeMail } from '../notices/notice-mail.ts';
import { recipients } from '../notices/recipients.ts';
import { speech } from '../languages/speech.ts';
import { enqueue } from '../outbox/outbox-message.ts';
import type { Services } from '../services.ts';
import type { Queries } from '../store/store.ts';
import { webhookBody } from '../webhooks/webhook-body.ts';
import type { AccountEvent, EventRecorder } from './history-recorder.ts';
import { moveHistory, returnHistory } from './move-history.ts';
import { shortenedAddress } from './shortened-address.ts';
import { sortableIds } from './sortable-id.ts';

const USER_AGENT_LENGTH = 300;

/** The recorder of a server: rows in `history`, `outbox` and `flag_links`, nothing but queries of the given transaction. */
export function createEventRecorder(services: Pick<Services, 'config' | 'clock' | 'sealer'>): EventRecorder {
  const { config, clock } = services;
  const nextId = sortableIds();

  async function tell(trx: Queries, event: AccountEvent, historyId: string, at: number): Promise<void> {
    const addresses = config.mail === undefined ? [] : recipients(event.notify);
    if (addresses.length === 0) return;
    const flagUrl = await createFlagLink(services, trx, { account: event.account, historyId });
    const [owner] = event.notify;
    const context = {
      account: maskedName(owner?.email ?? owner?.name ?? ''),
      portal: new URL(config.portalOrigins[0] ?? config.publicOrigin).host,
      flagUrl,
    };
    const facts = {
      ...{ type: event.type, at, identity: event.identity },
      address: shortenedAddress(event.origin.address),
      userAgent: event.origin.userAgent,
    };
    for (const { address, language } of addresses) {
      // What the person who made the change reads is a guess: it may be somebody else. Better than none.
      const spoken = speech(language ?? event.origin.language);
      await enqueue(services, trx, await noticeMail(address, eventStory(facts, spoken), context, spoken));
    }
  }

  return {
    async record(trx, event) {
      const at = clock.now();
      const id = nextId(at);
      await trx
        .insertInto('history')
        .values({
          id,
          account: event.account,
          at,
          type: event.type,
          identity: event.identity === null ? null : JSON.stringify(event.identity),
          address: shortenedAddress(event.origin.address),
          user_agent: event.origin.userAgent?.replace(/\p{C}/gu, ' ').slice(0, USER_AGENT_LENGTH) ?? null,
          flagged_at: null,
        })
        .execute();
      const body = webhookBody(event, at);
      for (const { url } of config.webhooks) await enqueue(services, trx, { topic: 'webhook', url, body });
      await tell(trx, event, id, at);
      return id;
    },

    moveHistory,
    returnHistory,
  };
}
