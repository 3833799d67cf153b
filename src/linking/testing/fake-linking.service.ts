import { computed, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import type {
  HistoryFile,
  HistoryPage,
  IdentityRef,
  InterruptedChange,
  LinkDecision,
  LinkMode,
  LinkableConnection,
  Profile,
} from '@onefold/angular';
import type { IdentitiesState, LinkState, LinkingService } from '@onefold/angular/linking';
import { identityKey } from '@onefold/angular';
import { map, skipWhile } from 'rxjs';
import { aConnection, aProfile, anIdentity } from './builders';

type Public<T> = Pick<T, keyof T>;

/**
 * A `LinkingService` for component tests: a test sets its state and reads the recorded calls. Make it in an
 * injection context, i.e. let the injector make it.
 *
 * @example
 * TestBed.configureTestingModule({ providers: [{ provide: LinkingService, useClass: FakeLinkingService }] });
 * const linking = TestBed.inject(LinkingService) as unknown as FakeLinkingService;
 * linking.linkState.set({ stage: 'confirming', connection: aConnection(), candidate: aCandidate() });
 */
export class FakeLinkingService implements Public<LinkingService> {
  readonly profile = signal<Profile | undefined>(aProfile({ identities: [...aProfile().identities, anIdentity()] }));
  readonly identities = computed(() => this.profile()?.identities);
  readonly identitiesState = signal<IdentitiesState>({ stage: 'loaded' });
  readonly connections = signal<readonly LinkableConnection[]>([
    aConnection(),
    aConnection({ name: 'github', label: 'GitHub' }),
  ]);
  readonly hasServer = computed(() => this.profile()?.suggestions !== undefined);
  readonly linkState = signal<LinkState>({ stage: 'idle' });
  readonly unlinking = signal<ReadonlySet<string>>(new Set());
  readonly queued = signal<ReadonlySet<string>>(new Set());
  readonly elevating = signal(false);
  readonly elevationWindowClosed = signal(false);
  readonly profile$ = toObservable(this.profile).pipe(skipWhile((profile) => profile === undefined));
  readonly identities$ = this.profile$.pipe(map((profile) => profile?.identities ?? []));
  readonly linkState$ = toObservable(this.linkState);

  /** Every command it got, in order, for example `['link', aConnection(), { mode: 'redirect' }]`. */
  readonly calls: (readonly [command: keyof Public<LinkingService>, ...args: unknown[]])[] = [];
  /** The result of `history()`. */
  historyPage: HistoryPage = { events: [], next: null };
  /** The result of `exportHistory()`. */
  historyFile: HistoryFile = { name: 'account-history.csv', content: new Blob() };
  /**
   * What the next `undo()`, `setNickname()`, `history()`, `exportHistory()`, `flagEvent()` or `dismissSuggestion()`
   * rejects with.
   */
  nextError: Error | null = null;
  /** The profile after `undo()`; by default without an undo. */
  afterUndo: Profile | null = null;
  /** The result of the next `resumeLink()`. */
  interrupted: InterruptedChange | null = null;
  /** The error of the next `unlink()`; by default it resolves and the identity leaves the list. */
  nextUnlinkError: Error | null = null;
  private held: Promise<void> = Promise.resolve();

  /** Holds back all responses of the linking server until the returned function is called. */
  hold(): () => void {
    let release: (() => void) | undefined;
    this.held = new Promise<void>((resolve) => (release = resolve));
    return () => release?.();
  }

  reload(): Promise<void> {
    this.calls.push(['reload']);
    return Promise.resolve();
  }

  link(connection: LinkableConnection, options?: { readonly mode?: LinkMode }): Promise<void> {
    this.calls.push(options ? ['link', connection, options] : ['link', connection]);
    this.linkState.set({ stage: 'proving-secondary', connection, mode: options?.mode ?? 'popup' });
    return Promise.resolve();
  }

  confirmLink(decision?: Partial<LinkDecision>): Promise<void> {
    this.calls.push(decision ? ['confirmLink', decision] : ['confirmLink']);
    return Promise.resolve();
  }

  reconsiderLink(): void {
    this.calls.push(['reconsiderLink']);
    const state = this.linkState();
    if (state.stage === 'failed' && state.connection && state.candidate) {
      const { connection, candidate, preview } = state;
      this.linkState.set({ stage: 'confirming', connection, candidate, ...(preview && { preview }) });
    }
  }

  cancelLink(): void {
    this.calls.push(['cancelLink']);
    this.linkState.set({ stage: 'idle' });
  }

  focusLinkWindow(): void {
    this.calls.push(['focusLinkWindow']);
  }

  resumeLink(): Promise<InterruptedChange | null> {
    this.calls.push(['resumeLink']);
    const change = this.interrupted;
    this.interrupted = null;
    return Promise.resolve(change);
  }

  /** Simulates a profile whose `fresh_until` has passed. */
  loginNeeded(): boolean {
    const until = this.profile()?.fresh_until;
    return until === null || (until !== undefined && Date.parse(until) <= Date.now());
  }

  cancelElevation(): void {
    this.calls.push(['cancelElevation']);
    this.elevating.set(false);
  }

  cancelQueued(key: string): void {
    this.calls.push(['cancelQueued', key]);
  }

  async undo(handle: string): Promise<void> {
    await this.answer('undo', handle);
    this.profile.update((profile) => this.afterUndo ?? (profile && { ...profile, undo: null }));
  }

  /** The identity has the name. */
  async setNickname(identity: IdentityRef, nickname: string | null): Promise<void> {
    await this.answer('setNickname', identity, nickname);
    const key = identityKey(identity);
    this.profile.update(
      (profile) =>
        profile && {
          ...profile,
          identities: profile.identities.map((each) => (identityKey(each) === key ? { ...each, nickname } : each)),
        },
    );
  }

  /** The suggestion leaves the profile. */
  async dismissSuggestion(id: string): Promise<void> {
    await this.answer('dismissSuggestion', id);
    this.profile.update(
      (profile) =>
        profile && {
          ...profile,
          suggestions: (profile.suggestions ?? []).filter((suggestion) => suggestion.id !== id),
        },
    );
  }

  async history(query?: Parameters<LinkingService['history']>[0]): Promise<HistoryPage> {
    const page = this.historyPage;
    await this.answer('history', ...(query ? [query] : []));
    return page;
  }

  async exportHistory(format: 'json' | 'csv'): Promise<HistoryFile> {
    await this.answer('exportHistory', format);
    return this.historyFile;
  }

  flagEvent(id: string): Promise<void> {
    return this.answer('flagEvent', id);
  }

  async unlink(...args: Parameters<LinkingService['unlink']>): Promise<void> {
    this.calls.push(['unlink', ...args]);
    const [identity] = args;
    const key = identityKey(identity);
    this.unlinking.update((keys) => new Set([...keys, key]));
    await this.held;
    this.unlinking.update((keys) => new Set([...keys].filter((other) => other !== key)));
    const error = this.nextUnlinkError;
    this.nextUnlinkError = null;
    if (error !== null) {
      throw error;
    }
    this.profile.update(
      (profile) =>
        profile && { ...profile, identities: profile.identities.filter((linked) => identityKey(linked) !== key) },
    );
  }

  private async answer(...call: (typeof this.calls)[number]): Promise<void> {
    this.calls.push(call);
    const error = this.nextError;
    this.nextError = null;
    await this.held;
    if (error !== null) throw error;
  }
}
