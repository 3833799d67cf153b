import { computed, DestroyRef, DOCUMENT, inject, Injectable, PendingTasks, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { BehaviorSubject, EMPTY, distinctUntilChanged, map, skipWhile, switchMap } from 'rxjs';
import {
  type AccountChange,
  AuthService,
  type Identity,
  onefoldError,
  type OnefoldError,
  type Profile,
  ɵtoOnefoldError as toOnefoldError,
} from '@onefold/angular';
import { IdentitiesChannel } from './identities-channel';
import type { IdentitiesState } from './link-state';
import { injectLinkingGateway } from './inject-linking-gateway';
import { fillMainIdentity } from './fill-main-identity';
import { DisplayNames } from './display-names';

const NO_IDENTITIES: readonly Identity[] = [];

/**
 * The signed-in user's account as this tab knows it: loaded once per user, then kept current by the responses to link
 * and unlink, here or in another tab. Cleared when the user signs out or a different user signs in.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class AccountStore {
  private readonly gateway = injectLinkingGateway();
  private readonly channel = inject(IdentitiesChannel);
  private readonly lock = inject(MutationLock);
  private readonly displayNames = inject(DisplayNames);
  private readonly pending = inject(PendingTasks);
  private readonly current = new BehaviorSubject<Profile | undefined>(undefined);
  private readonly stage = signal<IdentitiesState>({ stage: 'loading' });
  /** Incremented on each change of the account, so that stale responses are recognized. */
  private revision = 0;

  /** Whose account this is: the `sub` claim; `null` while no user is signed in. */
  readonly subject$ = inject(AuthService).user$.pipe(
    map((user) => user?.sub ?? null),
    distinctUntilChanged(),
  );
  /** `undefined` once the user has signed out; silent until the first profile. */
  readonly profile$ = this.current.pipe(skipWhile((profile) => profile === undefined));
  readonly identities$ = this.profile$.pipe(
    map((profile) => profile?.identities ?? NO_IDENTITIES),
    distinctUntilChanged(),
  );
  readonly profile = toSignal(this.current, { requireSync: true });
  readonly identities = computed(() => this.profile()?.identities);
  readonly state = this.stage.asReadonly();
  private subject: string | null = null;

  constructor() {
    const destroyRef = inject(DestroyRef);
    this.subject$.pipe(takeUntilDestroyed(destroyRef)).subscribe((subject) => this.adopt(subject));
    this.subject$
      .pipe(
        switchMap((subject) => (subject === null ? EMPTY : this.channel.received$(subject))),
        takeUntilDestroyed(destroyRef),
      )
      .subscribe((change) => this.replace(change));
  }

  /** Loads the account again. Never rejects: `state` holds the outcome. */
  async load(): Promise<void> {
    if (this.subject === null) {
      return;
    }
    const revision = ++this.revision;
    this.stage.set({ stage: 'loading' });
    // The application is not stable before the list is shown: what waits for that, such as a service worker, would delay it.
    const done = this.pending.add();
    try {
      const profile = await this.gateway.profile();
      if (revision === this.revision) {
        if (profile.user_id !== this.subject) throw subjectLost(profile.user_id);
        this.current.next(this.present(profile));
        this.stage.set({ stage: 'loaded' });
      }
    } catch (error) {
      // The page shows the error from `state`; ignore a late failure for a user who has signed out.
      if (revision === this.revision) {
        this.stage.set({ stage: 'failed', error: toOnefoldError(error) });
      }
    } finally {
      done();
    }
  }

  /** Whose account the page shows right now. */
  currentSubject(): string | null {
    return this.subject;
  }

  /**
   * Runs a change of the current user's account, applies the result and notifies the other tabs, unless a different
   * user has signed in meanwhile. Runs one change at a time across all tabs.
   *
   * @throws OnefoldError `change_in_progress` if it was withdrawn before its turn.
   */
  mutate(work: () => Promise<AccountChange>, turn?: Turn): Promise<readonly Identity[]> {
    const { subject } = this;
    return this.lock.run(turn, async () => {
      if (subject === null || subject !== this.subject) {
        throw subjectLost(this.subject);
      }
      const change = await work();
      if ('identities' in change && change.user_id !== subject) throw subjectLost(change.user_id);
      const identities = 'identities' in change ? change.identities : change;
      if (subject !== this.subject) return identities;
      this.replace(change);
      this.channel.send(subject, change);
      return this.current.value?.identities ?? identities;
    });
  }

  private adopt(subject: string | null): void {
    this.subject = subject;
    this.revision++;
    this.current.next(undefined);
    this.stage.set({ stage: 'loading' });
    void this.load();
  }

  private replace(change: AccountChange): void {
    const known = this.current.value;
    const profile = 'identities' in change ? change : known && { ...known, identities: change };
    if (!profile) {
      // The array arrived before the profile: a pending load may still return the old list.
      void this.load();
      return;
    }
    this.revision++;
    this.current.next(this.present(profile));
    this.stage.set({ stage: 'loaded' });
  }

  /** As the page displays it. */
  private present(profile: Profile): Profile {
    return this.displayNames.account(fillMainIdentity(profile));
  }
}

const LOCK_NAME = 'onefold.identities';

/** A change's place in the queue of changes. */
interface Turn {
  /** Withdraws the change if it has not begun. */
  readonly withdrawn: AbortSignal;
  /** The change has to wait for another one, of this page or of another tab. */
  readonly onWait: () => void;
}

/**
 * Runs one link or unlink at a time across all tabs of this origin. Each returns the whole array: if two ran in
 * parallel, the older array could arrive after the newer one and restore a removed identity.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
class MutationLock {
  private readonly locks = inject(DOCUMENT).defaultView?.navigator.locks;
  private last: Promise<unknown> = Promise.resolve();
  private pending = 0;

  /** Runs the work once all earlier work has ended, successfully or not. */
  run<T>(turn: Turn | undefined, work: () => Promise<T>): Promise<T> {
    let begun = false;
    const begin = (): Promise<T> => {
      turn?.withdrawn.throwIfAborted();
      begun = true;
      return work();
    };
    if (this.pending++ > 0) turn?.onWait();
    const done = this.last
      .then(() => {
        if (!this.locks) return begin();
        void this.locks.query().then(({ held }) => {
          if (!begun && held?.some(({ name }) => name === LOCK_NAME)) turn?.onWait();
        });
        return this.locks.request(LOCK_NAME, begin);
      })
      .finally(() => this.pending--);
    this.last = done.catch(() => undefined); // Its own caller handles the failure; the next change only waits for the end.
    if (!turn) return done;
    const withdrawal = new Promise<never>((_, reject) => {
      turn.withdrawn.addEventListener('abort', () => {
        if (!begun) reject(onefoldError('change_in_progress', 'The change was withdrawn before its turn.', null));
      });
    });
    return Promise.race([done, withdrawal]);
  }
}

/** The user who started is no longer signed in: no user is, or a different one. */
export function subjectLost(now: string | null): OnefoldError {
  return now === null
    ? onefoldError('session_expired', 'No user is signed in any more.', null)
    : onefoldError('session_changed', 'Another person signed in meanwhile.', null);
}
