import type { LinkConfirmation, LinkResult, MergePreview } from '@onefold/contract';
import type { AccountChanges } from '../accounts/account-changes.ts';
import type { ProfileReader } from '../accounts/operation/change-services.ts';
import type { Caller } from '../auth0/access-token-verifier.ts';
import type { RequestOrigin } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { openFacts, sealFacts, type IntentFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';
import { failIntent } from './stored-intent.ts';

/** A confirmation and its request. */
export interface Confirmation {
  readonly confirmation: LinkConfirmation;
  readonly caller: Caller;
  readonly browserHash: string | null;
  readonly origin: RequestOrigin;
}

/**
 * Merges the two accounts of an intent. `changes.link` changes the stage in its own transactions, so that only one of two requests
 * links, and a repeated request reads the outcome of the first.
 *
 * @throws {ProblemError} `intent_expired`, `wrong_stage`, `insufficient_user_authentication`, and all of `AccountChanges.link`.
 */
export async function confirmIntent(
  services: {
    readonly clock: Clock;
    readonly store: Store;
    readonly sealer: Sealer;
    readonly changes: AccountChanges;
    readonly profile: ProfileReader;
  },
  row: IntentRow,
  { confirmation, caller, browserHash, origin }: Confirmation,
): Promise<LinkResult> {
  const stage = stageAt(row, services.clock.now());
  if (stage === 'expired') throw new ProblemError('intent_expired');
  if (stage !== 'ready' && stage !== 'linking' && stage !== 'linked') throw new ProblemError('wrong_stage');
  const facts = openFacts(services.sealer, row);
  if (facts?.proved === undefined) throw new ProblemError('wrong_stage');
  const { revision, ...decision } = confirmation;
  const proved = { current: row.subject, other: facts.proved.subject, connection: row.connection };
  try {
    const { account, user, undo, signIn } = await services.changes.link({
      pair: { ...proved, intentId: row.id, revision },
      decision,
      from: { origin, browserHash },
    });
    return { me: await services.profile.of(account, caller, browserHash, user), undo, sign_in: signIn };
  } catch (error) {
    // The confirmed preview may be outdated; the next request makes a new one.
    const isTransient = error instanceof ProblemError && TRANSIENT_ERRORS.has(error.code);
    if (stage === 'ready' && !isTransient) await deletePreview(services, row.id, facts);
    throw error;
  }
}

/** Temporary errors, which do not end the intent. */
const TRANSIENT_ERRORS = new Set([
  'auth0_unavailable',
  'rate_limited',
  'database_unavailable',
  'change_in_progress',
  'internal_error',
]);

/**
 * The preview of an intent in `ready`: made once, then stored in the row.
 *
 * @throws {ProblemError} A temporary one. Any other ends the intent, and the result is null.
 */
export async function mergePreviewOf(
  services: { readonly store: Store; readonly sealer: Sealer; readonly changes: AccountChanges },
  row: IntentRow,
  facts: IntentFacts,
): Promise<MergePreview | null> {
  if (facts.preview !== undefined) return facts.preview;
  if (facts.proved === undefined) throw new Error('A ready intent must have a proof.');
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
    if (!(error instanceof ProblemError) || TRANSIENT_ERRORS.has(error.code)) throw error;
    // The user cannot link these accounts: the intent ends with the reason.
    await failIntent(services, row.id, error.code);
    return null;
  }
}

/** Deletes an outdated preview. */
async function deletePreview(
  { store, sealer }: { readonly store: Store; readonly sealer: Sealer },
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
