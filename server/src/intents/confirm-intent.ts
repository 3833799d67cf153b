import { setTimeout as wait } from 'node:timers/promises';
import type { LinkConfirmation, LinkResult, MergePreview } from '@onefold/contract';
import type { Logger } from 'pino';
import type { AccountChanges } from '../accounts/account-changes.ts';
import type { ProfileReader } from '../accounts/operation/change-services.ts';
import { unsettledProblem } from '../accounts/operation/settle.ts';
import type { Caller } from '../auth0/access-token-verifier.ts';
import type { RequestOrigin } from '../http/http-environment.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { Sealer } from '../platform/sealer.ts';
import { endsWithin } from '../platform/ends-within.ts';
import type { IntentRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { openFacts, sealFacts, type IntentFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';
import { failIntent } from './stored-intent.ts';

/** Dependencies of a confirmation. */
interface ConfirmServices {
  readonly clock: Clock;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly changes: AccountChanges;
  readonly profile: ProfileReader;
}

/** A confirmation and its request. */
export interface Confirmation {
  readonly confirmation: LinkConfirmation;
  readonly caller: Caller;
  readonly browserHash: string | null;
  readonly origin: RequestOrigin;
  readonly logger: Logger;
}

/** How long a confirmation waits for its link, in milliseconds: shorter than browsers and proxies wait for a response. */
const MAX_WAIT = 20_000;
/** How long a repeated confirmation is asked to wait for a link that does not end, in milliseconds. */
const MAX_LINKING = 180_000;
/** Seconds after which a request should look again for such a link. */
const RETRY_AFTER = 60;
/** Between two looks at a link of another request, which may run in another process, in milliseconds. */
const POLL_INTERVAL = 500;

/**
 * Merges the two accounts of an intent. `changes.link` changes the stage in its own transactions, so that only one of two requests
 * links, and a repeated request waits for the outcome of the first.
 *
 * @returns Null if the link takes longer than a request may; it continues.
 * @throws {ProblemError} `intent_expired`, `wrong_stage`, `insufficient_user_authentication`, `auth0_unavailable` (also if the link has
 *   not ended after three minutes), and all of `AccountChanges.link`.
 */
export async function confirmIntent(
  services: ConfirmServices,
  row: IntentRow,
  { confirmation, caller, browserHash, origin, logger }: Confirmation,
): Promise<LinkResult | null> {
  if (row.stage === 'linking' && !(await hasEnded(services, row.id, logger))) {
    await refuseIfStuck(services, row.id);
    return null;
  }
  const current = row.stage === 'linking' ? await outcomeOf(services, row.id) : row;
  const stage = stageAt(current, services.clock.now());
  if (stage === 'expired') throw new ProblemError('intent_expired');
  if (stage !== 'ready' && stage !== 'linked') throw new ProblemError('wrong_stage');
  const facts = openFacts(services.sealer, current);
  if (facts?.proved === undefined) throw new ProblemError('wrong_stage');
  const { revision, ...decision } = confirmation;
  const proved = { current: row.subject, other: facts.proved.subject, connection: row.connection };
  const link = async (): Promise<LinkResult> => {
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
  };
  const linking = link();
  if (await endsWithin(MAX_WAIT, linking)) return await linking;
  logger.info({ intent: row.id }, 'link continues after its response');
  linking.catch((error: unknown) => logger.warn({ err: error, intent: row.id }, 'link failed after its response'));
  return null;
}

/** Waits for the end of a link. @returns Whether it has ended. */
async function hasEnded({ store }: Pick<ConfirmServices, 'store'>, id: string, logger: Logger): Promise<boolean> {
  logger.info({ intent: id }, 'confirmation waiting for the link');
  const timeout = new AbortController();
  const isLinking = () =>
    store.db.selectFrom('intents').select('id').where('id', '=', id).where('stage', '=', 'linking').executeTakeFirst();
  const end = async () => {
    while (!timeout.signal.aborted && (await isLinking()) !== undefined) await wait(POLL_INTERVAL);
  };
  try {
    return await endsWithin(MAX_WAIT, end());
  } finally {
    timeout.abort();
  }
}

/**
 * A link whose Auth0 calls get no response stays in `linking` until they do.
 *
 * @throws {ProblemError} `auth0_unavailable` if the link began more than three minutes ago.
 */
async function refuseIfStuck({ store, clock }: ConfirmServices, id: string): Promise<void> {
  const stuck = await store.db
    .selectFrom('intents')
    .innerJoin('operations', 'operations.id', 'intents.operation_id')
    .select('operations.id')
    .where('intents.id', '=', id)
    .where('operations.created_at', '<', clock.now() - MAX_LINKING)
    .executeTakeFirst();
  if (stuck !== undefined) throw unsettledProblem({ retryAfter: RETRY_AFTER });
}

/**
 * The intent after its link.
 *
 * @throws {ProblemError} Why it was refused; `auth0_unavailable` if it was reverted and can be confirmed again.
 */
async function outcomeOf({ store }: Pick<ConfirmServices, 'store'>, id: string): Promise<IntentRow> {
  const row = await store.db.selectFrom('intents').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found');
  if (row.stage === 'failed') throw new ProblemError(row.error_code ?? 'internal_error');
  if (row.stage === 'ready') throw new ProblemError('auth0_unavailable');
  return row;
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
