import type { HistoryEvent } from '@onefold/contract';
import type { Logger } from 'pino';
import type { RecentSignIns } from '../auth0/recent-sign-ins.ts';
import { readActiveUser } from '../auth0/active-user.ts';
import { ManagementError, type Management } from '../auth0/management.ts';
import type { RequestOrigin } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { tokenHash } from '../platform/sealer.ts';
import type { Queries, Store } from '../store/store.ts';
import type { EventRecorder } from './account-event.ts';
import { entryOf } from './history-entries.ts';

/** The event behind a “this wasn’t me” link. */
export interface FlaggableEvent {
  readonly account: string;
  readonly event: HistoryEvent;
}

/** The result of “this wasn’t me”. */
export type FlagOutcome = 'ended' | 'unknown' | 'unavailable';

/** The event of a valid link; null for a wrong, an expired and a used link alike. */
export async function findFlaggable(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  token: string,
): Promise<FlaggableEvent | null> {
  return readLink(store.db, token, clock.now());
}

async function readLink(db: Queries, token: string, now: number): Promise<FlaggableEvent | null> {
  const link = await db
    .selectFrom('flag_links')
    .select(['account', 'history_id'])
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (link === undefined) return null;
  const row = await db.selectFrom('history').selectAll().where('id', '=', link.history_id).executeTakeFirst();
  return row === undefined ? null : { account: link.account, event: entryOf(row) };
}

interface FlagServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly management: Management;
  readonly recentSignIns: RecentSignIns;
  readonly events: EventRecorder;
  readonly logger: Logger;
}

/**
 * Reports an event (“this wasn’t me”) by the link of a notice. The last step uses up the link, so that it remains valid while
 * Auth0 does not answer, and only one of two concurrent requests takes effect.
 */
export async function flagEvent(services: FlagServices, token: string, origin: RequestOrigin): Promise<FlagOutcome> {
  const flaggable = await findFlaggable(services, token);
  return report(services, flaggable, origin, async (trx, now) => {
    const used = await trx
      .updateTable('flag_links')
      .set({ used_at: now })
      .where('token_hash', '=', tokenHash(token))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return used.numUpdatedRows > 0n;
  });
}

/** Calls of a report: the account, its sessions, its refresh tokens. */
const EXPECTED_CALLS = 3;

/** Events written by a report, which cannot be reported themselves. */
const REPORTS: readonly HistoryEvent['type'][] = ['event.flagged', 'sessions.ended'];

/**
 * Reports an entry of the caller’s own history (“this wasn’t me”). A repeated report ends the sessions again without a new event.
 *
 * @returns `unknown` if it is not a change of this account.
 * @throws {ProblemError} `account_gone`, `account_changed` (blocked).
 */
export async function flagOwnEvent(
  services: FlagServices,
  { account, id }: { readonly account: string; readonly id: string },
  origin: RequestOrigin,
): Promise<FlagOutcome> {
  const row = await services.store.db
    .selectFrom('history')
    .selectAll()
    .where('id', '=', id)
    .where('account', '=', account)
    .where('type', 'not in', REPORTS)
    .executeTakeFirst();
  const flaggable = row === undefined ? null : { account, event: entryOf(row) };
  const isFirst = async (trx: Queries, now: number) => {
    const flagged = await trx
      .updateTable('history')
      .set({ flagged_at: now })
      .where('id', '=', id)
      .where('flagged_at', 'is', null)
      .executeTakeFirst();
    return flagged.numUpdatedRows > 0n;
  };
  return report(services, flaggable, origin, isFirst, () => readActiveUser(services.management, account));
}

/**
 * Ends all sessions of the account, then flags the event and sends notices of both.
 *
 * @param isFirst Decides, in the transaction that flags, whether this request is the first to do so.
 * @param authorize Rejects if the caller may not report.
 */
async function report(
  services: FlagServices,
  flaggable: FlaggableEvent | null,
  origin: RequestOrigin,
  isFirst: (trx: Queries, now: number) => Promise<boolean>,
  authorize?: () => Promise<unknown>,
): Promise<FlagOutcome> {
  const { store, clock, management, recentSignIns, events, logger } = services;
  if (flaggable === null) return 'unknown';
  const { account, event } = flaggable;
  // First, regardless of Auth0's response: no change of sign-ins without a new login.
  await store.transaction((trx) => recentSignIns.deleteAll(trx, account));
  try {
    // Repeated reports must not use up the rate for other users.
    await management.admit({ subject: account, calls: EXPECTED_CALLS, urgent: true }, async () => {
      await authorize?.();
      await management.endSessions(account);
    });
  } catch (error) {
    if (!isTemporary(error)) throw error;
    logger.error({ err: error, event: event.id }, 'sessions not ended after report');
    return 'unavailable';
  }
  return store.transaction<FlagOutcome>(async (trx) => {
    const now = clock.now();
    if (!(await isFirst(trx, now))) return 'ended';
    await recentSignIns.deleteAll(trx, account);
    await trx
      .updateTable('history')
      .set({ flagged_at: now })
      .where('id', '=', event.id)
      .where('flagged_at', 'is', null)
      .execute();
    const common = { account, identity: event.identity, origin, notify: [] };
    await events.record(trx, { ...common, type: 'event.flagged', flagged: event.id });
    await events.record(trx, { ...common, identity: null, type: 'sessions.ended' });
    return 'ended';
  });
}

function isTemporary(error: unknown): boolean {
  if (error instanceof ManagementError) return true;
  return error instanceof ProblemError && ['rate_limited', 'auth0_unavailable'].includes(error.code);
}

/** Deletes links a day after they expired. */
export async function sweepFlagLinks({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<void> {
  await store.db
    .deleteFrom('flag_links')
    .where('expires_at', '<', clock.now() - 86_400_000)
    .execute();
}
