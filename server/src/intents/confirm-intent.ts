import type { LinkConfirmation, LinkResult } from '@onefold/contract';
import type { Caller } from '../auth0/authorization-server.ts';
import type { RequestOrigin } from '../history/history-recorder.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import type { IntentRow } from '../store/schema.ts';
import { openFacts } from './intent-facts.ts';
import { stageAt } from './intent-stage.ts';
import { forgetPreview } from './merge-preview-of.ts';

/** A yes, and who says it. */
export interface Confirmation {
  readonly yes: LinkConfirmation;
  readonly caller: Caller;
  readonly browserHash: string | null;
  readonly origin: RequestOrigin;
}

/**
 * Makes the two accounts of an intent one. `changes.link` moves the stage in its own transactions, so that of two confirms one
 * links, and a repeated one reads the outcome of the first.
 *
 * @throws {ProblemError} `intent_expired`, `wrong_stage`, `insufficient_user_authentication`, and all of `AccountChanges.link`.
 */
export async function confirmIntent(
  services: Pick<Services, 'clock' | 'store' | 'sealer' | 'freshLogins' | 'changes' | 'profile'>,
  row: IntentRow,
  { yes, caller, browserHash, origin }: Confirmation,
): Promise<LinkResult> {
  const stage = stageAt(row, services.clock.now());
  if (stage === 'expired') throw new ProblemError('intent_expired');
  if (stage !== 'ready' && stage !== 'linking' && stage !== 'linked') throw new ProblemError('wrong_stage');
  // Once it is linked, the other account may be the one that stays, and the login of this one forgotten.
  if (stage === 'ready') await services.freshLogins.require(row.subject, browserHash);
  const facts = openFacts(services.sealer, row);
  if (facts?.proved === undefined) throw new ProblemError('wrong_stage');
  const { revision, ...decision } = yes;
  const proved = { current: row.subject, other: facts.proved.subject, connection: row.connection };
  try {
    const { account, undo, signIn } = await services.changes.link(
      { ...proved, intentId: row.id, revision },
      decision,
      origin,
    );
    return { me: await services.profile.of(account, caller, browserHash), undo, sign_in: signIn };
  } catch (error) {
    // What the person said yes to may not be true any more; the next look shows what is.
    if (stage === 'ready') await forgetPreview(services, row.id, facts);
    throw error;
  }
}
