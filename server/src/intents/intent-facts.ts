import type { Candidate, MergePreview } from '@onefold/contract';
import type { Sealer } from '../platform/sealer.ts';
import type { IntentRow } from '../store/schema.ts';

/** How the main account signs in. */
export interface MainSignIn {
  readonly connection: string;
  readonly loginHint?: string;
}

/** The account that leg 1 proved. */
export interface ProvedAccount {
  /** `sub` of the verified ID token. */
  readonly subject: string;
  readonly candidate: Candidate;
}

/** Personal data of an intent; sealed in the column `candidate`, and deleted after ten minutes. */
export interface IntentFacts {
  readonly main: MainSignIn;
  /** `provider|user_id` of every identity of the account when the intent began. */
  readonly identities: readonly string[];
  readonly proved?: ProvedAccount;
  /** The account that leg 1 refused, to name it to the user who signed in with it; never one that can be linked. */
  readonly refused?: Candidate;
  /** Stored so that polling costs no Management call. */
  readonly preview?: MergePreview;
}

/** Seals the facts for the row of this id. */
export function sealFacts(sealer: Sealer, id: string, facts: IntentFacts): string {
  return sealer.seal('candidate', id, JSON.stringify(facts));
}

/** The facts of an intent; null if they have been deleted or their key is lost. See `endIfUnreadable`. */
export function openFacts(sealer: Sealer, { id, candidate }: Pick<IntentRow, 'id' | 'candidate'>): IntentFacts | null {
  if (candidate === null) return null;
  try {
    return JSON.parse(sealer.open('candidate', id, candidate)) as IntentFacts;
  } catch {
    // The caller ends the intent or shows it without the facts.
    return null;
  }
}
