import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { OPEN_STAGES } from './intent-stage.ts';

/**
 * Ends an open intent and forgets its proofs. One whose first sign-in was refused (see `prove-other-account.ts`) ends with the
 * reason, which would be lost otherwise.
 *
 * @returns The row as it is now: cancelled, or whatever had ended it before.
 * @throws {ProblemError} `wrong_stage` while the accounts are being linked.
 */
export async function cancelIntent({ store }: Pick<Services, 'store'>, row: IntentRow): Promise<IntentRow> {
  const cancelled = await store.db
    .updateTable('intents')
    .set(row.error_code === null ? { stage: 'cancelled', candidate: null } : { stage: 'failed' })
    .where('id', '=', row.id)
    .where('stage', 'in', OPEN_STAGES)
    .returningAll()
    .executeTakeFirst();
  if (cancelled !== undefined) return cancelled;
  const now = await store.db.selectFrom('intents').selectAll().where('id', '=', row.id).executeTakeFirst();
  if (now === undefined) throw new ProblemError('not_found');
  if (now.stage === 'linking') throw new ProblemError('wrong_stage');
  return now;
}
