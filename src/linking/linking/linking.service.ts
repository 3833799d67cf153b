import { Location } from '@angular/common';
import { computed, inject, Injectable, signal, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { HistoryPage, HistoryQuery, LinkDecision, UnlinkRequest } from '@onefold/contract';
import type { Observable } from 'rxjs';
import {
  type AccountChange,
  type HistoryFile,
  type Identity,
  identityKey,
  type IdentityRef,
  type InterruptedChange,
  type LinkableConnection,
  type LinkingServerApi,
  type LinkMode,
  onefoldError,
  type Profile,
  ɵtoOnefoldError as toOnefoldError,
} from '@onefold/angular';
import { closeWindow, LINK_WINDOW, ElevationWindow } from './sign-in-window';
import { AccountStore } from './account.store';
import { DisplayNames } from './display-names';
import { LinkMachine } from './link-machine';
import { injectLinkingGateway } from './inject-linking-gateway';
import type { IdentitiesState, LinkState } from './link-state';

/**
 * Lists, links and unlinks the identities of the signed-in user.
 *
 * The list is a stream. It is loaded once per user, as soon as this service is injected and a user is signed in,
 * and then updated from the arrays that link and unlink return; it is never refetched automatically. Streams never
 * error: failures are in `identitiesState` and `linkState`.
 *
 * @example
 * class LinkedAccounts {
 *   private readonly linking = inject(LinkingService);
 *   protected readonly identities = this.linking.identities;
 *   protected link(connection: LinkableConnection) {
 *     void this.linking.link(connection); // in the click handler itself: it opens a window
 *   }
 * }
 */
@Injectable({ providedIn: 'root' })
export class LinkingService {
  private readonly gateway = injectLinkingGateway();
  private readonly account = inject(AccountStore);
  private readonly machine = inject(LinkMachine);
  private readonly displayNames = inject(DisplayNames);
  private readonly location = inject(Location);
  private readonly openWindow = inject(LINK_WINDOW);
  private readonly elevation = inject(ElevationWindow);
  private readonly unlinks = new Map<string, Promise<void>>();
  private readonly allowed = signal<readonly LinkableConnection[]>([]);
  private readonly busy = signal<ReadonlySet<string>>(new Set());
  private readonly waiting = signal<readonly WaitingChange[]>([]);

  /**
   * The account, kept current by link and unlink. Replays the latest; silent until loaded, `undefined` after signing
   * out.
   */
  readonly profile$: Observable<Profile | undefined> = this.account.profile$;
  /**
   * All identities, primary first, as the page displays them. Emits after each link and unlink, and an empty array after
   * signing out.
   */
  readonly identities$: Observable<readonly Identity[]> = this.account.identities$;
  /** Signal equivalent of `profile$`; `undefined` until loaded. */
  readonly profile: Signal<Profile | undefined> = this.account.profile;
  /** Signal equivalent of `identities$`; `undefined` until loaded. */
  readonly identities: Signal<readonly Identity[] | undefined> = this.account.identities;
  /** Whether the list has loaded, and if not, why. A loaded list is kept if a reload fails. */
  readonly identitiesState: Signal<IdentitiesState> = this.account.state;
  /** The connections that may be linked; empty until known. */
  readonly connections: Signal<readonly LinkableConnection[]> = this.allowed.asReadonly();
  /** The state of the link attempt. Replays the latest. */
  readonly linkState$: Observable<LinkState> = this.machine.state$;
  /** Signal equivalent of `linkState$`. */
  readonly linkState: Signal<LinkState> = toSignal(this.machine.state$, { requireSync: true });
  /** Whether the page uses a linking server; false until the profile has loaded. Nicknames, suggestions, undo and history need one. */
  readonly hasServer: Signal<boolean> = computed(() => this.profile()?.suggestions !== undefined);
  /**
   * Whether the user is being asked to sign in to the main account again, in a window, before a change.
   */
  readonly elevating: Signal<boolean> = computed(() => this.elevation.shown() !== null);
  /**
   * Whether the window of `elevating` looks closed. It may still be open: a sign-in page with a cross-origin opener
   * policy hides it. Offer to cancel (`cancelElevation()`).
   */
  readonly elevationWindowClosed: Signal<boolean> = this.elevation.looksClosed.asReadonly();
  /** Keys (`provider|user_id`) of identities being unlinked right now. */
  readonly unlinking: Signal<ReadonlySet<string>> = this.busy.asReadonly();
  /**
   * Keys of the changes that wait for another one to end, here or in another tab. The key of an unlink is
   * `provider|user_id`, of a nickname `nickname|provider|user_id`, of an undo its handle, and of a dismissal the
   * suggestion's id. Offer to cancel (`cancelQueued()`).
   */
  readonly queued: Signal<ReadonlySet<string>> = computed(() => new Set(this.waiting().map(({ key }) => key)));

  constructor() {
    // If the configuration cannot be loaded, the profile fails for the same reason and reports it.
    this.gateway.connections().then(
      (connections) => this.allowed.set(connections.map((connection) => this.displayNames.connection(connection))),
      () => this.allowed.set([]),
    );
  }

  /** (Re)loads the list, e.g. from a "try again" button. Never rejects: `identitiesState` holds the outcome. */
  reload(): Promise<void> {
    return this.account.load();
  }

  /**
   * Starts linking. Call it in the click itself: it opens the window synchronously. While an attempt runs, a second
   * call does nothing. Resolves when the attempt reaches `confirming` or `failed` (see `linkState`).
   *
   * @param options.mode Default: a window, or, where the browser blocks it, a redirect of this page. `'popup'` fails
   *   with `popup_blocked` instead; `'redirect'` opens no window.
   */
  link(connection: LinkableConnection, options: { readonly mode?: LinkMode } = {}): Promise<void> {
    return this.machine.link(connection, this.location.path(true) || '/', options.mode);
  }

  /**
   * Confirms the candidate of `confirming`, or retries a `failed` attempt that is `retryable`. Never rejects.
   *
   * @param decision Which account is kept, and whose value is used for each field of `preview` that offers a choice;
   *   by default the current account and its values. If the other account is kept, the page redirects to sign in to it.
   */
  confirmLink(decision?: Partial<LinkDecision>): Promise<void> {
    return this.machine.confirm(decision);
  }

  /** Returns from a `retryable` `failed` to `confirming`, so that the user can decide differently. */
  reconsiderLink(): void {
    this.machine.reconsider();
  }

  /**
   * Leaves the attempt (from any stage), closes its window, forgets its proofs and returns to `idle`. A confirmation
   * that was already sent cannot be cancelled; the list then shows its outcome.
   */
  cancelLink(): void {
    this.machine.cancel();
  }

  /** Brings the window of the running sign-in to the front, unless it is detached (see `LinkState`). */
  focusLinkWindow(): void {
    this.machine.focusWindow();
  }

  /** Whether unlinking will ask for a sign-in to the main account first (`fresh_until` of the profile has passed). */
  loginNeeded(): boolean {
    const until = this.profile()?.fresh_until;
    return until === null || (until !== undefined && Date.parse(until) <= Date.now());
  }

  /** Cancels the sign-in of `elevating`; the change that needed it fails with `elevation_cancelled`. */
  cancelElevation(): void {
    this.elevation.cancel();
  }

  /**
   * Resumes an attempt that a redirect interrupted. The profile page calls it when it opens. Never rejects. Resolves to
   * the unlink or undo that a sign-in interrupted, if any: nothing has been changed and nothing is retried
   * automatically, so the page asks the user again.
   */
  resumeLink(): Promise<InterruptedChange | null> {
    return this.machine.resume();
  }

  /**
   * Unlinks. Call it in the click handler: with a linking server it opens a window if a sign-in is needed (or, if the
   * window is blocked, redirects to sign in and back with nothing changed yet, see `resumeLink()`). Rejects with
   * an `OnefoldError`; a second call for the same identity joins the first.
   *
   * @param request Options of the linking API, which only a linking server uses.
   */
  unlink(identity: IdentityRef, request: UnlinkRequest = {}): Promise<void> {
    const key = identityKey(identity);
    const running = this.unlinks.get(key) ?? this.unlinkOnce(identity, request);
    this.unlinks.set(key, running);
    this.busy.set(new Set(this.unlinks.keys()));
    return running;
  }

  /** Withdraws a change by its key in `queued`: it fails with `change_in_progress`, and nothing was sent. Otherwise does nothing. */
  cancelQueued(key: string): void {
    for (const each of this.waiting()) if (each.key === key) each.withdrawal.abort();
  }

  /**
   * Undoes the latest link or unlink: `undo.handle` of the profile. Like every method below it needs a linking
   * server, rejects with an `OnefoldError`, and updates the profile.
   */
  undo(handle: string): Promise<void> {
    return this.change(handle, (server) => server.undo(handle));
  }

  /** Sets the nickname of an identity; `null` removes it. */
  setNickname(identity: IdentityRef, nickname: string | null): Promise<void> {
    return this.change(`nickname|${identityKey(identity)}`, (server) => server.setNickname(identity, nickname));
  }

  /** Never suggests this account again: `suggestions[].id` of the profile. */
  dismissSuggestion(id: string): Promise<void> {
    return this.change(id, (server) => server.dismissSuggestion(id));
  }

  /** A page of the account's history, newest first; `next` of the result is the next page's `cursor`. */
  async history(query: Partial<Omit<HistoryQuery, 'format'>> = {}): Promise<HistoryPage> {
    const page = await (await this.server()).history(query);
    const events = page.events.map((event) => ({
      ...event,
      identity: event.identity && this.displayNames.named(event.identity),
    }));
    return { ...page, events };
  }

  /** The account's complete history as a file to save: RFC 4180 (`csv`) or `{ events }` (`json`). */
  async exportHistory(format: NonNullable<HistoryQuery['format']>): Promise<HistoryFile> {
    return (await this.server()).exportHistory(format);
  }

  /**
   * Reports an entry of the history (its `id`) as unauthorized: the server ends all sessions of the account, on every
   * device, and marks the entry. Sign the user out afterwards: the token of this page works until it expires.
   */
  async flagEvent(id: string): Promise<void> {
    return (await this.server()).flagEvent(id);
  }

  private change(key: string, work: (server: LinkingServerApi) => Promise<Profile>): Promise<void> {
    return this.inTurn(key, async () => work(await this.server()));
  }

  /** Runs a change when all earlier ones have ended; until then its key is in `queued`. */
  private async inTurn(key: string, work: () => Promise<AccountChange>): Promise<void> {
    const change: WaitingChange = { key, withdrawal: new AbortController() };
    const leaveQueue = (): void => this.waiting.update((all) => all.filter((each) => each !== change));
    try {
      await this.account.mutate(
        () => {
          leaveQueue();
          return work();
        },
        {
          withdrawn: change.withdrawal.signal,
          onWait: () => this.waiting.update((all) => (all.includes(change) ? all : [...all, change])),
        },
      );
    } finally {
      leaveQueue();
    }
  }

  private async server(): Promise<LinkingServerApi> {
    const server = await this.gateway.server();
    if (!server) throw onefoldError('configuration_invalid', 'This needs withLinkingServer().', null);
    return server;
  }

  private async unlinkOnce(identity: IdentityRef, request: UnlinkRequest): Promise<void> {
    const window = this.loginNeeded() ? this.openWindow() : null;
    const key = identityKey(identity);
    try {
      await this.inTurn(key, () => this.gateway.unlink(identity, window, request));
    } catch (error) {
      // The caller shows it beside the identity.
      throw toOnefoldError(error);
    } finally {
      closeWindow(window);
      this.unlinks.delete(key);
      this.busy.set(new Set(this.unlinks.keys()));
    }
  }
}

/** A change that waits for its turn. */
interface WaitingChange {
  readonly key: string;
  readonly withdrawal: AbortController;
}
