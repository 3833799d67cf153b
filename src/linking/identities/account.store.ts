import { DestroyRef, Service, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { BehaviorSubject, EMPTY, distinctUntilChanged, filter, map, switchMap } from 'rxjs';
import { AuthService } from '../auth/auth.service';
import { subjectLost } from './subject-lost';
import { IdentitiesChannel } from './identities-channel';
import type { Identity } from './identity';
import type { IdentitiesState } from './link-state';
import { LinkingGateway, type AccountChange } from './linking-gateway';
import { MutationLock } from './mutation-lock';
import type { Profile } from './profile';
import { toOnefoldError } from './to-onefold-error';

/**
 * The signed-in person's account as this tab knows it: loaded once per person, then kept current by the arrays that
 * link and unlink return, here or in another tab. Cleared when another person (or nobody) is signed in.
 *
 * @internal
 */
@Service()
export class AccountStore {
  private readonly gateway = inject(LinkingGateway);
  private readonly channel = inject(IdentitiesChannel);
  private readonly lock = inject(MutationLock);
  private readonly current = new BehaviorSubject<Profile | undefined>(undefined);
  private readonly stage = signal<IdentitiesState>({ stage: 'loading' });
  /** Counts what has changed the account, so that an answer to an older question is recognised. */
  private revision = 0;

  /** Whose account this is: the `sub` claim; `null` while nobody is signed in. */
  readonly subject$ = inject(AuthService).user$.pipe(
    map((user) => user?.sub ?? null),
    distinctUntilChanged(),
  );
  readonly profile$ = this.current.pipe(filter((profile) => profile !== undefined));
  readonly identities$ = this.profile$.pipe(
    map(({ identities }) => identities),
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

  /** Loads the account again. Never rejects: `state` says how it went. */
  async load(): Promise<void> {
    if (this.subject === null) {
      return;
    }
    const revision = ++this.revision;
    this.stage.set({ stage: 'loading' });
    try {
      const profile = await this.gateway.profile();
      if (revision === this.revision) {
        this.current.next(profile);
        this.stage.set({ stage: 'loaded' });
      }
    } catch (error) {
      // The page shows it from `state`; an answer for a person who has left is nobody's error.
      if (revision === this.revision) {
        this.stage.set({ stage: 'failed', error: toOnefoldError(error) });
      }
    }
  }

  /** Whose account the page shows right now. */
  currentSubject(): string | null {
    return this.subject;
  }

  /**
   * Runs a change of the current person's account, takes over what it left and tells the other tabs; unless somebody else is signed in by then. One at a time, over all tabs.
   */
  mutate(work: () => Promise<AccountChange>): Promise<readonly Identity[]> {
    const { subject } = this;
    return this.lock.run(async () => {
      if (subject === null || subject !== this.subject) {
        throw subjectLost(this.subject);
      }
      const change = await work();
      if (subject === this.subject) {
        this.replace(change);
        this.channel.send(subject, change);
      }
      return 'identities' in change ? change.identities : change;
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
      // The array came before the profile did: a load on its way may still hold the old list.
      void this.load();
      return;
    }
    this.revision++;
    this.current.next(profile);
    this.stage.set({ stage: 'loaded' });
  }
}
