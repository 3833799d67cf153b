import type { IdentityRef, LinkDecision, MergePreview, Undo } from '@onefold/contract';
import type { Caller } from '../auth0/authorization-server.ts';
import type { RequestOrigin } from '../history/history-recorder.ts';

/** Two accounts, both proved, about to become one. */
export interface ProvedPair {
  readonly intentId: string;
  /** `sub` that began the intent. */
  readonly current: string;
  /** `sub` of the verified ID token of leg 1; the account it belongs to may have several identities. */
  readonly other: string;
  /** Connection of leg 1, which must still be enabled. */
  readonly connection: string;
}

/** Such a pair, and the preview the person said yes to. */
export interface SeenPair extends ProvedPair {
  /** `revision` of that preview. */
  readonly revision: string;
}

/** What came of a link. */
export interface LinkOutcome {
  /** User id that stays. */
  readonly account: string;
  readonly undo: Undo | null;
  /** Whom to sign in as, where the other account stays. */
  readonly signIn: { readonly user_id: string; readonly connection: string; readonly login_hint?: string } | null;
}

/**
 * The changes of accounts at Auth0. Each either happens as a whole or not at all, whatever is killed or fails in between:
 * an operation row says how far it is, and whoever finds one without an owner finishes it or takes it back.
 * All reject with `ProblemError`s of the codes their routes name.
 */
export interface AccountChanges {
  /** Reads both accounts fresh. Two Management calls. */
  preview(pair: ProvedPair): Promise<MergePreview>;
  /**
   * Idempotent by `intentId`: asked again, it answers the outcome of the first time. Where the accounts are not any more what the
   * person saw, it rejects with `preview_changed` and nothing is linked.
   */
  link(pair: SeenPair, decision: LinkDecision, origin: RequestOrigin): Promise<LinkOutcome>;
  /**
   * A fresh login has been required before. Whoever is signed in elsewhere is signed out: it may be with the identity that goes.
   *
   * @param session The session at Auth0 that stays: the one in which the person asks; null: nobody knows it.
   */
  unlink(
    caller: Caller,
    identity: IdentityRef,
    origin: RequestOrigin,
    session?: string | null,
  ): Promise<{ readonly undo: Undo | null }>;
  /** @param session As for `unlink`: undoing a link takes identities off, too. */
  undo(caller: Caller, handle: string, origin: RequestOrigin, session?: string | null): Promise<void>;
  /** The latest change that can be undone. */
  openUndo(account: string): Promise<Undo | null>;
  /** Takes over operations without an owner, until none is left that can be settled now. Called at start and every few seconds. */
  recover(): Promise<{ readonly settled: number; readonly left: number }>;
  /** See `sweepOperations`. */
  sweep(): Promise<void>;
}
