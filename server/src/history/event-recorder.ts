import type { EventDetails, WebhookEvent } from '@onefold/contract';
import type { Insertable } from 'kysely';
import { serverAddress } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { enqueue } from '../delivery/outbox-message.ts';
import type { Clock } from '../platform/clock.ts';
import { languageOf, type Language } from '../platform/languages/language.ts';
import { localizationFor } from '../platform/languages/localization.ts';
import { randomToken, tokenHash, type Sealer } from '../platform/sealer.ts';
import type { HistoryRow } from '../store/schema.ts';
import type { Queries } from '../store/store.ts';
import type { AccountEvent, EventRecorder } from './account-event.ts';
import { describeEvent, nameFor } from './describe-event.ts';
import { noticeMail } from './notice-mail.ts';
import { shortenedAddress } from './shortened-address.ts';
import { sortableIds } from './sortable-id.ts';

/** The recorder of a server: writes `history`, `outbox` and `flag_links` in the given transaction, nothing else. */
export function createEventRecorder(services: {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly sealer: Sealer;
}): EventRecorder {
  const { config, clock } = services;
  const nextId = sortableIds();

  async function enqueueNotices(trx: Queries, event: AccountEvent, historyId: string, at: number): Promise<void> {
    const addresses = config.mail === undefined ? [] : recipients(event.notify);
    if (addresses.length === 0) return;
    const { portal = config.portalOrigins[0] ?? config.publicOrigin } = event.origin;
    const flagUrl = await createFlagLink(services, trx, { account: event.account, historyId, portal });
    const [owner] = event.notify;
    const ownerName = owner?.email ?? owner?.name ?? '';
    const product = config.productName ?? new URL(portal).host;
    const facts = {
      ...{ type: event.type, at, identity: event.identity },
      address: shortenedAddress(event.origin.address),
      userAgent: event.origin.userAgent,
    };
    for (const { address, language } of addresses) {
      // Falls back to the language of the request, which may be another user's.
      const localization = localizationFor(language ?? event.origin.language);
      const description = describeEvent(facts, localization, address);
      const context = { account: nameFor(address, ownerName), product, flagUrl };
      await enqueue(services, trx, await noticeMail(address, description, context, localization));
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
          details: JSON.stringify(detailsOf(event)),
          flagged_at: null,
        } satisfies Required<Insertable<HistoryRow>>)
        .execute();
      const body = webhookBody(event, at);
      for (const { url } of config.webhooks) await enqueue(services, trx, { topic: 'webhook', url, body });
      await enqueueNotices(trx, event, id, at);
      return id;
    },

    moveHistory,
    returnHistory,
  };
}

/** A value for every key of a type; undefined, which JSON omits, for an optional one. A new field needs one to compile. */
type EveryField<T> = { readonly [K in keyof Required<T>]: T[K] | undefined };

const USER_AGENT_LENGTH = 300;

function detailsOf({ identity, origin }: AccountEvent): EveryField<EventDetails> {
  return {
    identity,
    address: shortenedAddress(origin.address),
    user_agent: origin.userAgent?.replace(/\p{C}/gu, ' ').slice(0, USER_AGENT_LENGTH) ?? null,
  };
}

/** How long a “this wasn’t me” link works: 7 days, in milliseconds. */
const LIFETIME = 7 * 86_400_000;

/**
 * Makes the “this wasn’t me” link of an event; the store keeps only the hash of its token.
 *
 * @returns The address to put into the notices.
 */
async function createFlagLink(
  { config, clock }: { readonly config: ServerConfig; readonly clock: Clock },
  trx: Queries,
  { account, historyId, portal }: { readonly account: string; readonly historyId: string; readonly portal: string },
): Promise<string> {
  const token = randomToken();
  await trx
    .insertInto('flag_links')
    .values({
      token_hash: tokenHash(token),
      account,
      history_id: historyId,
      expires_at: clock.now() + LIFETIME,
      used_at: null,
    })
    .execute();
  const url = serverAddress(config, `/v1/notices/${token}`);
  // The page behind the link leads back to the same portal.
  if (portal !== config.portalOrigins[0]) url.searchParams.set('portal', portal);
  return url.href;
}

/** Details of an event that its webhook omits. A new detail belongs here or in `WebhookEvent` of the contract to compile. */
type OmittedDetail = 'address' | 'user_agent';
type WebhookData = Pick<WebhookEvent['data'], keyof WebhookEvent['data'] | Exclude<keyof EventDetails, OmittedDetail>>;

/**
 * The body of an event's webhook: ids, but no names or addresses.
 *
 * @param at Epoch milliseconds.
 */
function webhookBody(event: AccountEvent, at: number): string {
  const { account, identity, from, flagged } = event;
  const data: EveryField<WebhookData> = {
    account,
    identity: identity === null ? undefined : { provider: identity.provider, user_id: identity.user_id },
    from,
    into: from === undefined ? undefined : account,
    event: flagged,
  };
  const body = { type: event.type, timestamp: new Date(at).toISOString(), data };
  return JSON.stringify(body satisfies Record<keyof WebhookEvent, unknown>);
}

/** One plain address: no list, display name, line break or other syntax of mail headers. */
const SINGLE_ADDRESS = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}@[^\s\p{C}"(),:;<>@[\\\]]{1,255}$/u;

/** A recipient of a notice. */
export interface Recipient {
  readonly address: string;
  /** Known language of the recipient; null if unknown or unsupported. */
  readonly language: Language | null;
}

/** The distinct verified addresses of the accounts; omits values that could be read as two addresses. */
function recipients(accounts: AccountEvent['notify']): readonly Recipient[] {
  const byKey = new Map<string, Recipient>();
  for (const { email, email_verified, locale } of accounts) {
    if (email === undefined || !email_verified || !SINGLE_ADDRESS.test(email)) continue;
    const key = email.toLowerCase();
    const language = byKey.get(key)?.language ?? languageOf(locale);
    byKey.set(key, { address: byKey.get(key)?.address ?? email, language });
  }
  return [...byKey.values()];
}

/** See `EventRecorder`. Records what it moves: an account may have absorbed others, whose entries return with their own undo. */
const moveHistory: EventRecorder['moveHistory'] = async (trx, { from, into, operation }) => {
  await trx
    .insertInto('history_moves')
    .columns(['operation_id', 'history_id', 'from_account'])
    .expression((entries) =>
      entries
        .selectFrom('history')
        .select((each) => [each.val(operation).as('operation_id'), 'id', 'account'])
        .where('account', '=', from),
    )
    .execute();
  // Exactly these: another entry may have been written meanwhile.
  const ids = trx.selectFrom('history_moves').select('history_id').where('operation_id', '=', operation);
  await trx.updateTable('history').set({ account: into }).where('id', 'in', ids).execute();
  await trx.updateTable('flag_links').set({ account: into }).where('history_id', 'in', ids).execute();
};

/** See `EventRecorder`. */
const returnHistory: EventRecorder['returnHistory'] = async (trx, operation) => {
  const moves = trx.selectFrom('history_moves').where('operation_id', '=', operation);
  // An operation absorbs one account.
  const from = await moves.select('from_account as account').limit(1).executeTakeFirst();
  if (from === undefined) return;
  const ids = moves.select('history_id');
  await trx.updateTable('history').set(from).where('id', 'in', ids).execute();
  await trx.updateTable('flag_links').set(from).where('history_id', 'in', ids).execute();
  await trx.deleteFrom('history_moves').where('operation_id', '=', operation).execute();
};
