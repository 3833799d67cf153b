import type { Queries } from '../../store/store.ts';

/** How long a change can be undone, in milliseconds. */
export const UNDO_PERIOD = 600_000;

/** A change that can be undone. */
export interface Undoable {
  readonly id: string;
  readonly kind: 'link' | 'unlink';
  /** Epoch milliseconds; may be in the past. */
  readonly undo_until: number;
  /** `OperationRow.plan`. */
  readonly plan: string | null;
}

/** The latest change of an account that was not undone; no other change can be undone. `undo.ts` checks both accounts. */
export async function latestUndoable(queries: Queries, account: string): Promise<Undoable | undefined> {
  const row = await queries
    .selectFrom('operations')
    .select(['id', 'kind', 'undo_until', 'plan'])
    .where('account', '=', account)
    .where('status', '=', 'done')
    .where('undo_until', 'is not', null)
    .where('undone_by', 'is', null)
    .orderBy('undo_until', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.kind === 'undo' || row.undo_until === null) return undefined;
  return { ...row, kind: row.kind, undo_until: row.undo_until };
}
