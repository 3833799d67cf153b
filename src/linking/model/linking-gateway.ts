import type { HistoryPage, HistoryQuery, LinkDecision, MergePreview, UnlinkRequest } from '@onefold/contract';
import type { Observable } from 'rxjs';
import type { LinkableConnection } from './connection';
import type { Identity, IdentityRef } from './identity';
import type { Profile } from './profile';
import type { OnefoldError } from './onefold-error';

/** How the second sign-in is shown: in a popup window, or by redirecting away and back. */
export type LinkMode = 'popup' | 'redirect';

/** A request to link an account. */
export interface LinkRequest {
  readonly connection: LinkableConnection;
  /** The window opened in the click; `null` if it was blocked or in redirect mode. */
  readonly window: Window | null;
  /** Same-origin path to return to in redirect mode. */
  readonly returnTo: string;
}

/** The account of the second sign-in, shown before it is linked. */
export interface LinkCandidate {
  readonly identity: IdentityRef;
  readonly connection: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly picture?: string;
}

/** What this page knows about the window of a sign-in. */
export interface WindowFacts {
  /**
   * The window looks closed. It may still be open: a sign-in page with a cross-origin opener policy hides it. The attempt
   * continues for five minutes; offer to cancel or to start again.
   */
  readonly windowClosed?: true;
  /** The window has reported its last page, or has just closed: the outcome is being fetched. */
  readonly windowFinished?: true;
  /** The window has no opener, so that it cannot navigate this page; in turn, this page can neither focus nor close it. */
  readonly windowDetached?: true;
}

/** The progress of an attempt. It ends with `ready` or an error, before anything is linked. */
export type LinkProgress =
  /** Leg 1: the user signs in to the account to add. */
  | ({ readonly stage: 'proving-secondary'; readonly mode: LinkMode } & WindowFacts)
  /** Leg 2: the user signs in to the main account again, which also restores the browser's session to it. */
  | ({
      readonly stage: 'proving-primary';
      readonly mode: LinkMode;
      /** `null` if the server refuses the account, for a reason that it reports after this sign-in. */
      readonly candidate: LinkCandidate | null;
    } & WindowFacts)
  /** Both accounts are proved: waiting for the user's confirmation. */
  | {
      readonly stage: 'ready';
      readonly candidate: LinkCandidate;
      /** Preview of merging both accounts, if a linking server provides one. */
      readonly preview?: MergePreview;
      /** When the proofs expire, by the browser's clock; absent if unknown. */
      readonly expiresAt?: Date;
    };

/** Result of a link or unlink: the whole profile if the backend returns it, else all identities, primary first. */
export type AccountChange = Profile | readonly Identity[];

/** One attempt to link. Exactly one of `confirm` and `cancel` ends it. */
export interface LinkAttempt {
  readonly connection: LinkableConnection;
  /**
   * Replays the latest progress; completes after `ready`. Errors with an `OnefoldError`. In redirect mode it never
   * gets beyond `proving-…`, because the page unloads; `resume()` continues.
   */
  readonly progress$: Observable<LinkProgress>;
  /**
   * Links. Only after `ready`. If the decision keeps the other account, redirects to sign in to that one and never
   * resolves, because the page unloads.
   *
   * @param decision Which account is kept and whose values are used; only a linking server offers the choice.
   */
  confirm(decision?: Partial<LinkDecision>): Promise<AccountChange>;
  /** Forgets the proofs and closes the window, unless it is detached. Nothing has changed. */
  cancel(): void;
}

/** The complete history of an account, as a file to save. */
export interface HistoryFile {
  /** Such as `account-history-2026-11-24.csv`. */
  readonly name: string;
  readonly content: Blob;
}

/** Operations that only a linking server supports. All methods reject with an `OnefoldError`. */
export interface LinkingServerApi {
  /** Undoes the latest link or unlink; the handle is in the profile. */
  undo(handle: string): Promise<Profile>;
  /** Sets the nickname of an identity; `null` removes it. */
  setNickname(identity: IdentityRef, nickname: string | null): Promise<Profile>;
  /** Never suggests this account again. */
  dismissSuggestion(id: string): Promise<Profile>;
  /** The account's history, newest first. */
  history(query: Partial<Omit<HistoryQuery, 'format'>>): Promise<HistoryPage>;
  /** The complete history in the requested format. */
  exportHistory(format: NonNullable<HistoryQuery['format']>): Promise<HistoryFile>;
  /** Reports an entry as unauthorized, which ends all sessions of the account. */
  flagEvent(id: string): Promise<void>;
}

/** The port between `LinkingService` and the backend that links accounts. All methods reject with an `OnefoldError`. */
export abstract class LinkingGateway {
  /** The profile with all identities, primary first. */
  abstract profile(): Promise<Profile>;
  /** The connections that may be linked. */
  abstract connections(): Promise<readonly LinkableConnection[]>;
  /** Starts an attempt. Must be called in the same task as the click, with the window already open. */
  abstract begin(request: LinkRequest): LinkAttempt;
  /** Resumes the attempt or change that a redirect or reload interrupted; `null` if there was none. */
  abstract resume(): Promise<LinkAttempt | InterruptedChange | null>;
  /**
   * Unlinks.
   *
   * @param window Opened in the click if a sign-in will be required; always closed here.
   * @param request Options, for a linking server only.
   */
  abstract unlink(identity: IdentityRef, window: Window | null, request: UnlinkRequest): Promise<AccountChange>;
  /** The operations of a linking server; `null` without one. */
  server(): Promise<LinkingServerApi | null> {
    return Promise.resolve(null);
  }
}

/** The change that required a sign-in. */
export type SensitiveChange = { readonly kind: 'unlink'; readonly identity: IdentityRef } | { readonly kind: 'undo' };

/** A change that was interrupted by a redirect to sign in. Nothing has been changed: ask the user again. */
export type InterruptedChange = SensitiveChange & {
  /** Why the sign-in failed; `null` if it succeeded. */
  readonly failure: OnefoldError | null;
};
