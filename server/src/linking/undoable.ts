import type { Queries } from '../store/store.ts';

/** A change that can be undone. */
export interface Undoable {
  readonly id: string;
  readonly kind: 'link' | 'unlink';
  /** Epoch milliseconds; may be over. */
  readonly undo_until: number;
  /** `OperationRow.plan`. */
  readonly plan: string | null;
}

/** Whether a handle is that of an unlink of the account, which links a sign-in again when it is undone. */
export async function isUnlink(queries: Queries, account: string, handle: string): Promise<boolean> {
  const row = await queries
    .selectFrom('operations')
    .select('kind')
    .where('id', '=', handle)
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.kind === 'unlink';
}

/** The latest change of an account that nobody has undone. */
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
