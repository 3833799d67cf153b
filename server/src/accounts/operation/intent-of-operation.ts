import type { ErrorCode } from '@onefold/contract';
import type { Transaction } from 'kysely';
import { ProblemError } from '../../platform/problem-error.ts';
import type { Tables } from '../../store/schema.ts';

/** Refusals that are not due to the accounts: the same proofs may be used again. */
const RETRYABLE_ERRORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth0_unavailable',
  'rate_limited',
  'change_in_progress',
  'preview_changed',
  'invalid_request',
  'metadata_too_large',
  'database_unavailable',
  'internal_error',
  'insufficient_user_authentication',
]);

/**
 * Uses an intent for one operation only: one statement checks the stage and changes it.
 *
 * @throws {ProblemError} `intent_expired`, `change_in_progress` (it is being used), `wrong_stage`, `not_found`.
 */
export async function claimIntent(
  trx: Transaction<Tables>,
  intent: string,
  operation: string,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('intents')
    .set({ stage: 'linking', operation_id: operation })
    .where('id', '=', intent)
    .where('stage', '=', 'ready')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  const row = await trx.selectFrom('intents').select(['stage']).where('id', '=', intent).executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found');
  // The other request may just have linked: a repeated request then reads its outcome.
  if (row.stage === 'linking' || row.stage === 'linked') throw new ProblemError('change_in_progress');
  throw new ProblemError(row.stage === 'ready' || row.stage === 'expired' ? 'intent_expired' : 'wrong_stage');
}

/** Marks the intent as linked. */
export async function markIntentLinked(trx: Transaction<Tables>, operation: string): Promise<void> {
  await trx.updateTable('intents').set({ stage: 'linked' }).where('operation_id', '=', operation).execute();
}

/** Makes the intent ready again after a temporary refusal; otherwise marks it as failed and deletes its personal data. */
export async function releaseIntent(trx: Transaction<Tables>, operation: string, code: ErrorCode): Promise<void> {
  await trx
    .updateTable('intents')
    .set(
      RETRYABLE_ERRORS.has(code)
        ? { stage: 'ready', operation_id: null }
        : { stage: 'failed', error_code: code, operation_id: null, candidate: null },
    )
    .where('operation_id', '=', operation)
    .execute();
}

/** Cancels the intents of other browsers for an account. @param browserHash The browser to exclude; null: none. */
export async function cancelIntentsElsewhere(
  trx: Transaction<Tables>,
  account: string,
  browserHash: string | null,
): Promise<void> {
  await trx
    .updateTable('intents')
    .set({ stage: 'cancelled', candidate: null })
    .where('subject', '=', account)
    .where('stage', 'in', ['created', 'proved', 'ready'])
    .where('browser_hash', '!=', browserHash ?? '')
    .execute();
}
