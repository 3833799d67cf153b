import { EventDetails, type HistoryEvent } from '@onefold/contract';
import type { Selectable } from 'kysely';
import { ProblemError } from '../platform/problem-error.ts';
import type { HistoryRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** Selects entries of an account's history. */
export interface HistorySelection {
  readonly account: string;
  readonly limit: number;
  readonly type?: HistoryEvent['type'];
  /** Id of the entry before the first selected one. */
  readonly after?: string;
}

/**
 * Entries of one account, newest first.
 *
 * @throws {ProblemError} `invalid_request` if `after` is not an entry of this account.
 */
export async function historyEntries(
  { store }: { readonly store: Store },
  { account, limit, type, after }: HistorySelection,
): Promise<readonly HistoryEvent[]> {
  let query = store.db.selectFrom('history').selectAll().where('account', '=', account);
  if (type !== undefined) query = query.where('type', '=', type);
  if (after !== undefined) {
    // PostgreSQL rejects text with NUL.
    if (after.includes('\0')) throw unknownCursor();
    const known = await store.db
      .selectFrom('history')
      .select('id')
      .where('id', '=', after)
      .where('account', '=', account)
      .executeTakeFirst();
    if (known === undefined) throw unknownCursor();
    query = query.where('id', '<', after);
  }
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(entryOf);
}

function unknownCursor(): ProblemError {
  return new ProblemError('invalid_request', { detail: 'The cursor is unknown.' });
}

/** Converts a row to the API's event. */
export function entryOf(row: Selectable<HistoryRow>): HistoryEvent {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    type: row.type,
    ...EventDetails.parse(JSON.parse(row.details)),
    flagged_at: row.flagged_at === null ? null : new Date(row.flagged_at).toISOString(),
  };
}
