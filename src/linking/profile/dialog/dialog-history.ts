import { DestroyRef, DOCUMENT, Injectable, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

/** Marks the additional entry in the state of the browser's history. */
const MARK = 'onefoldDialog';

/** An entry of the browser's history, as far as this page knows it. */
interface Entry {
  readonly address: string;
  /** Whether it was added for a dialog. */
  readonly isAdded: boolean;
}

/**
 * Lets Back close the open dialog instead of leaving the page. The first dialog of a page adds an entry of the same address to
 * the browser's history, which the router never sees. The entry stays when the dialog is closed in another way, because
 * `history.back()` would cancel a navigation that begins at that moment; Back then skips it.
 */
@Injectable({ providedIn: 'root' })
export class DialogHistory {
  private readonly view = inject(DOCUMENT).defaultView;
  /** What Back does in the open dialogs, the top one last. */
  private readonly open: (() => void)[] = [];
  private entry = this.currentEntry();

  constructor() {
    const { view } = this;
    // Before the router's own listener.
    const pop = (event: PopStateEvent): void => this.pop(event);
    view?.addEventListener('popstate', pop, { capture: true });
    const navigations = inject(Router).events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.entry = this.currentEntry();
    });
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('popstate', pop, { capture: true });
      navigations.unsubscribe();
    });
  }

  /** @param back What Back does while the dialog is open. @returns Ends it. */
  add(back: () => void): () => void {
    this.open.push(back);
    this.addEntry();
    return () => this.open.splice(this.open.indexOf(back), 1);
  }

  /** Adds the entry again, for a dialog that is still open after Back. */
  addEntry(): void {
    const { view } = this;
    if (view === null || this.open.length === 0 || this.currentEntry().isAdded) return;
    const state: unknown = view.history.state;
    view.history.pushState({ ...(typeof state === 'object' ? state : null), [MARK]: true }, '');
    this.entry = this.currentEntry();
  }

  private pop(event: PopStateEvent): void {
    const before = this.entry;
    this.entry = this.currentEntry();
    if (!before.isAdded || this.entry.isAdded || before.address !== this.entry.address) return;
    event.stopImmediatePropagation();
    const back = this.open.at(-1);
    if (back === undefined) this.view?.history.back();
    else back();
  }

  private currentEntry(): Entry {
    const state: unknown = this.view?.history.state;
    const isAdded = typeof state === 'object' && state !== null && MARK in state;
    return { address: this.view?.location.href ?? '', isAdded };
  }
}
