import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';

/** Whose intent is looked for. */
export interface IntentKey {
  readonly id: string;
  readonly kind: IntentRow['kind'];
  readonly subject: string;
  readonly browserHash: string | null;
}

/**
 * The intent, for the person who began it, in the browser it was begun in.
 *
 * @throws {ProblemError} `not_found` where there is none or it is another person's, which reads the same; `browser_mismatch`.
 */
export async function ownIntent({ store }: Pick<Services, 'store'>, key: IntentKey): Promise<IntentRow> {
  const row = await store.db
    .selectFrom('intents')
    .selectAll()
    .where('id', '=', key.id)
    .where('kind', '=', key.kind)
    .where('subject', '=', key.subject)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found');
  if (row.browser_hash !== key.browserHash) throw new ProblemError('browser_mismatch');
  return row;
}
