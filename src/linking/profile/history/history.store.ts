import { DestroyRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type HistoryEvent, type HistoryPage, type OnefoldError, isOnefoldError, onefoldError } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { fromEvent } from 'rxjs';
import { historyChanges } from './history-changes';

/** Page size of the requests. */
const PAGE = 20;

type EventType = HistoryEvent['type'];
type Part = 'first' | 'more';

/** The entries of the open history, their loading state and failures. Made in an injection context. */
export class HistoryStore {
  private readonly linking = inject(LinkingService);
  private readonly page = signal<HistoryPage | null>(null);
  private readonly fetching = signal<Part | null>(null);
  private readonly failed = signal<{ readonly part: Part; readonly error: OnefoldError } | null>(null);
  /** Counts the requests, so that the response to an older one is recognized. */
  private turn = 0;

  /** One kind only; `null`: all. */
  readonly kind = signal<EventType | null>(null);
  /** Newest first, one for each link; `null` until the first response. */
  readonly changes = computed(() => {
    const page = this.page();
    return page && historyChanges(page.events, !this.hasMore());
  });
  readonly hasMore = computed(() => typeof this.page()?.next === 'string');
  /** The pending request. */
  readonly loading = this.fetching.asReadonly();
  /** The failed request: the list, or only its next page. */
  readonly failure = this.failed.asReadonly();

  constructor() {
    // Also when linking, unlinking or another tab has changed the account.
    effect(() => {
      this.linking.identities();
      untracked(() => void this.load('first'));
    });
    fromEvent(window, 'online')
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        if (this.failed()?.error.code === 'offline') void this.retry();
      });
    inject(DestroyRef).onDestroy(() => this.turn++);
  }

  /** Shows one kind only, or all. Keeps the current entries until the response arrives. */
  filter(kind: EventType | null): Promise<boolean> {
    this.kind.set(kind);
    return this.load('first');
  }

  /** Adds the next page. @returns Whether it was loaded. */
  more(): Promise<boolean> {
    return this.loading() === null ? this.load('more') : Promise.resolve(false);
  }

  /** Retries the failed request. */
  retry(): Promise<boolean> {
    return this.load(this.failed()?.part ?? 'first');
  }

  private async load(part: Part): Promise<boolean> {
    const turn = ++this.turn;
    const [kind, known] = [this.kind(), this.page()];
    this.fetching.set(part);
    try {
      const page = await this.linking.history({
        limit: PAGE,
        ...(kind !== null && { type: kind }),
        ...(part === 'more' && typeof known?.next === 'string' && { cursor: known.next }),
      });
      if (turn !== this.turn) return false;
      this.page.set(part === 'more' && known ? { ...page, events: [...known.events, ...page.events] } : page);
      this.failed.set(null);
      return true;
    } catch (error) {
      // Shown where the entries would be.
      if (turn !== this.turn) return false;
      this.failed.set({
        part,
        error: isOnefoldError(error) ? error : onefoldError('unexpected', 'The history could not be read.', error),
      });
      return false;
    } finally {
      if (turn === this.turn) this.fetching.set(null);
    }
  }
}
