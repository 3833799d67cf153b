import { Injectable, signal } from '@angular/core';
import type { Identity, InterruptedChange } from '@onefold/angular';

/** A completed change of an account. */
export interface Done {
  readonly what: 'linked' | 'unlinked' | 'linked-again';
  /** Display name of the connection. */
  readonly label: string;
  /** Address or name of the account. */
  readonly account: string;
}

/** The page's message about the last change; displayed by code that is fetched after the list. */
@Injectable({ providedIn: 'root' })
export class Receipt {
  /** `null` without one. */
  readonly done = signal<Done | null>(null);
  /** An undo whose sign-in has redirected the page. */
  readonly interrupted = signal<InterruptedChange | null>(null);
  /** A message for screen readers only: the change can no longer be undone. */
  readonly announcement = signal('');
  /** The user continues at the Undo button in the list. */
  readonly toUndo = signal(false);
  /** The focused element has been removed: the focus moves to the row of an identity, else to the list's heading. */
  readonly toList = signal<{ readonly identity: Identity | null } | null>(null);

  /** Forgets the previous user. */
  clear(): void {
    this.done.set(null);
    this.announcement.set('');
    this.interrupted.set(null);
    this.toUndo.set(false);
    this.toList.set(null);
  }
}
