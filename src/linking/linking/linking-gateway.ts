import type { HistoryPage, HistoryQuery, LinkDecision, MergePreview } from '@onefold/contract';
import { type Observable, from, switchMap } from 'rxjs';
import type { LinkableConnection } from '../model/connection';
import type { Identity, IdentityRef } from '../model/identity';
import type { Profile } from '../model/profile';
import type { OnefoldError } from '../model/onefold-error';

/** How the second sign-in is shown: in a popup window, or by redirecting away and back. */
export type LinkMode = 'popup' | 'redirect';

/** What a person asks for when linking. */
export interface LinkRequest {
  readonly connection: LinkableConnection;
  /** The window opened in the click; `null` where it was blocked or redirect mode was chosen. */
  readonly window: Window | null;
  /** Same-origin path to come back to in redirect mode. */
  readonly returnTo: string;
}

/** The account that came back from the second sign-in, shown before anything is linked. */
export interface LinkCandidate {
  readonly identity: IdentityRef;
  readonly connection: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly picture?: string;
}

/** How far an attempt has come. It ends with `ready` (or an error); nothing has been linked by then. */
export type LinkProgress =
  /** Leg 1: the person signs in to the account to add. */
  | { readonly stage: 'proving-secondary'; readonly mode: LinkMode }
  /** Leg 2: the person signs in to the main account again, which also leaves the browser's session on it. */
  | { readonly stage: 'proving-primary'; readonly mode: LinkMode; readonly candidate: LinkCandidate }
  /** Both accounts are proved: waiting for the person's yes. */
  | {
      readonly stage: 'ready';
      readonly candidate: LinkCandidate;
      /** What becoming one account means, where a linking server says so. */
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
   * Links. Only after `ready`. Where the decision is that the other account stays, it signs in as that one and never
   * resolves, because the page is left.
   *
   * @param decision Which account stays and whose values are taken; only a linking server offers the choice.
   */
  confirm(decision?: Partial<LinkDecision>): Promise<AccountChange>;
  /** Forgets the proofs and closes the window. Nothing has changed. */
  cancel(): void;
}

/** Everything that happened to an account, as a file to save. */
export interface HistoryFile {
  /** Such as `account-history-2026-11-24.csv`. */
  readonly name: string;
  readonly content: Blob;
}

/** What only a linking server can do for an account. All methods reject with a `OnefoldError`. */
export interface LinkingServerApi {
  /** Takes the latest link or unlink back; the handle is in the profile. */
  undo(handle: string): Promise<Profile>;
  /** Names an identity; `null` removes the name. */
  setNickname(identity: IdentityRef, nickname: string | null): Promise<Profile>;
  /** Never suggests this account again. */
  dismissSuggestion(id: string): Promise<Profile>;
  /** What happened to the account, newest first. */
  history(query: Partial<Omit<HistoryQuery, 'format'>>): Promise<HistoryPage>;
  /** The whole history, in the form asked for. */
  exportHistory(format: NonNullable<HistoryQuery['format']>): Promise<HistoryFile>;
  /** Says “this wasn’t me” of an entry: all sessions of the account are ended. */
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
   * @param window Opened in the click, where a sign-in will be asked for; closed here in any case.
   */
  abstract unlink(identity: IdentityRef, window: Window | null): Promise<AccountChange>;
  /** What only a linking server can do; `null` without one. */
  server(): Promise<LinkingServerApi | null> {
    return Promise.resolve(null);
  }
}

/** What a sign-in was needed for. */
export type SensitiveChange = { readonly kind: 'unlink'; readonly identity: IdentityRef } | { readonly kind: 'undo' };

/** A change for whose sign-in the page was left. Nothing has been changed: the person is asked once more. */
export type InterruptedChange = SensitiveChange & {
  /** Why the sign-in came to nothing; `null` where it did not. */
  readonly failure: OnefoldError | null;
};

/** An attempt whose code is still loading: calls are forwarded once it has loaded. */
export function deferredAttempt(
  { connection, window }: Pick<LinkRequest, 'connection' | 'window'>,
  attempt: Promise<LinkAttempt>,
): LinkAttempt {
  return {
    connection,
    progress$: from(attempt).pipe(switchMap(({ progress$ }) => progress$)),
    confirm: async (decision) => (await attempt).confirm(decision),
    cancel: () => {
      window?.close();
      // If loading failed, `progress$` reports the error.
      attempt.then((begun) => begun.cancel()).catch(() => undefined);
    },
  };
}
