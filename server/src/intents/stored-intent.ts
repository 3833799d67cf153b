import type { ErrorCode } from '@onefold/contract';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { openFacts } from './intent-facts.ts';
import { OPEN_STAGES } from './intent-stage.ts';

/** Identifies an intent, its user and its browser. */
export interface IntentKey {
  readonly id: string;
  readonly kind: IntentRow['kind'];
  readonly subject: string;
  readonly browserHash: string | null;
}

/**
 * The intent, for the user who began it, in the browser where it began.
 *
 * @throws {ProblemError} `not_found` if it does not exist or belongs to another user; `browser_mismatch`.
 */
export async function requireOwnIntent(
  services: { readonly store: Store; readonly sealer: Sealer },
  key: IntentKey,
): Promise<IntentRow> {
  const row = await services.store.db
    .selectFrom('intents')
    .selectAll()
    .where('id', '=', key.id)
    .where('kind', '=', key.kind)
    .where('subject', '=', key.subject)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found');
  if (row.browser_hash !== key.browserHash) throw new ProblemError('browser_mismatch');
  return await endIfUnreadable(services, row);
}

/**
 * Ends an open intent whose facts cannot be decrypted, because the sealing key was lost: the user starts again.
 *
 * @returns The current row.
 */
export async function endIfUnreadable(
  services: { readonly store: Store; readonly sealer: Sealer },
  row: IntentRow,
): Promise<IntentRow> {
  if (!OPEN_STAGES.some((stage) => stage === row.stage) || openFacts(services.sealer, row) !== null) return row;
  await failIntent(services, row.id, 'intent_expired', false);
  return { ...row, ...failureColumns('intent_expired') };
}

/**
 * Ends an open intent and deletes its proofs. An intent whose first sign-in was refused (see `prove-other-account.ts`) ends with
 * that reason, which would be lost otherwise.
 *
 * @returns The current row: cancelled, or ended earlier for another reason.
 * @throws {ProblemError} `wrong_stage` while the accounts are being linked.
 */
export async function cancelIntent({ store }: { readonly store: Store }, row: IntentRow): Promise<IntentRow> {
  const cancelled = await store.db
    .updateTable('intents')
    .set(row.error_code === null ? { stage: 'cancelled', candidate: null } : failureColumns(row.error_code))
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

/**
 * Columns of an intent that ends with an error. Deletes its personal data.
 *
 * @param named Whether the page still names the account of the first sign-in; by default only if its address has to be verified.
 */
export function failureColumns(code: ErrorCode, named = code === 'email_not_verified'): Partial<IntentRow> {
  return { stage: 'failed', error_code: code, ...(named ? {} : { candidate: null }) };
}

/** Ends an open intent with an error. Skips intents that have ended. @param named See `failureColumns`. */
export async function failIntent(
  { store }: { readonly store: Store },
  id: string,
  code: ErrorCode,
  named?: boolean,
): Promise<void> {
  await store.db
    .updateTable('intents')
    .set(failureColumns(code, named))
    .where('id', '=', id)
    .where('stage', 'in', OPEN_STAGES)
    .execute();
}
