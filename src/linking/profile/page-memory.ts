import { Injectable, signal } from '@angular/core';

/**
 * What the user has opened on the page. It outlives the page's components, which a change of the language creates anew.
 */
@Injectable({ providedIn: 'root' })
export class PageMemory {
  readonly activityOpen = signal(false);
  /** The identity whose name is being edited, and what was typed so far. */
  readonly naming = signal<{ readonly key: string; readonly typed: string | null } | null>(null);

  /** Forgets the previous user. */
  clear(): void {
    this.activityOpen.set(false);
    this.naming.set(null);
  }
}
