import type { ErrorCode } from '@onefold/contract';
import type { Auth0User } from '../../auth0/management.ts';
import type { AccountEvent } from '../../history/account-event.ts';
import type { RequestOrigin } from '../../http/http-environment.ts';
import type { EndedSessions, MetadataValues, Step } from './step.ts';

/** The steps of an operation, the state before it, and its progress. JSON, sealed in the row. */
export interface Plan {
  /** `back`: the steps revert what was done, because of `reason`. */
  readonly direction: 'forward' | 'back';
  readonly reason: ErrorCode | null;
  readonly steps: readonly Step[];
  /** The current step: those before it are done, this one may be. */
  readonly next: number;
  /** Changes of the store after the last step. */
  readonly ending: Ending;
}

/** The rows that the end of an operation writes in one transaction. */
export interface Ending {
  readonly origin: RequestOrigin;
  readonly events: readonly Omit<AccountEvent, 'origin'>[];
  readonly moves: readonly IdentityMove[];
  /** The absorbed account: its history moves, its recent sign-ins and suggestions end. */
  readonly absorbed: string | null;
  /** For `LinkOutcome.signIn`. */
  readonly loginHint: string | null;
  /** The account's `user_metadata` before the change: undoing an unlink restores the missing keys. */
  readonly metadata: MetadataValues;
  /** The browser of the request: it alone keeps its recent sign-in and open intents. Absent: none does. */
  readonly browserHash?: string | null;
  /** Whether the change can be undone; absent: it can. */
  readonly undoable?: boolean;
  /** Whose sessions end after the change, and which one stays. */
  readonly endSessions?: EndedSessions;
}

/** A plan, and the resulting account for the response. */
export interface PlannedChange {
  readonly plan: Plan;
  readonly after: Auth0User;
}

/** An identity that moves to another account, and since when it is linked. */
export interface IdentityMove {
  /** `provider|user_id`. */
  readonly identity: string;
  readonly from: string;
  readonly into: string;
  /** Epoch milliseconds; `now`: the end of the operation; null: not linked, or unknown. */
  readonly linkedAt: number | 'now' | null;
  readonly linkedBefore: number | null;
  /** When it was proved for this operation, epoch milliseconds; null: not proved. */
  readonly usedAt: number | null;
}

/** A plan that goes forward from its first step. */
export function newPlan(steps: readonly Step[], ending: Ending): Plan {
  return { direction: 'forward', reason: null, steps, next: 0, ending };
}
