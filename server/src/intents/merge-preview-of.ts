import type { MergePreview } from '@onefold/contract';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { failIntent } from './fail-intent.ts';
import { sealFacts, type IntentFacts } from './intent-facts.ts';

/** What may be over the next time somebody asks: the intent stays as it is. */
const PASSING = new Set([
  'auth0_unavailable',
  'rate_limited',
  'store_unavailable',
  'change_in_progress',
  'internal_error',
]);

/**
 * The preview of an intent in `ready`: made once, then kept with the row.
 *
 * @throws {ProblemError} One that passes. Any other ends the intent, and the answer is null.
 */
export async function mergePreviewOf(
  services: Pick<Services, 'store' | 'sealer' | 'changes'>,
  row: IntentRow,
  facts: IntentFacts,
): Promise<MergePreview | null> {
  if (facts.preview !== undefined) return facts.preview;
  if (facts.proved === undefined) throw new Error('An intent without a proof is never ready.');
  try {
    const pair = { intentId: row.id, current: row.subject, other: facts.proved.subject, connection: row.connection };
    const preview = await services.changes.preview(pair);
    await services.store.db
      .updateTable('intents')
      .set({ candidate: sealFacts(services.sealer, row.id, { ...facts, preview }) })
      .where('id', '=', row.id)
      .where('stage', '=', 'ready')
      .execute();
    return preview;
  } catch (error) {
    if (!(error instanceof ProblemError) || PASSING.has(error.code)) throw error;
    // Nothing the person does can make these two accounts one: the intent says why.
    await failIntent(services, row.id, error.code);
    return null;
  }
}

/** Forgets the preview: the accounts have changed since. */
export async function forgetPreview(
  { store, sealer }: Pick<Services, 'store' | 'sealer'>,
  id: string,
  { main, identities, proved }: IntentFacts,
): Promise<void> {
  const facts = { main, identities, ...(proved === undefined ? {} : { proved }) };
  await store.db
    .updateTable('intents')
    .set({ candidate: sealFacts(sealer, id, facts) })
    .where('id', '=', id)
    .where('stage', '=', 'ready')
    .execute();
}
