import { Injectable, signal } from '@angular/core';
import type { InterruptedChange } from '@onefold/angular';

/** A completed change of an account. */
export interface Done {
  readonly what: 'linked' | 'unlinked' | 'linked-again';
  /** Display name of the connection. */
  readonly label: string;
  /** Address or name of the account. */
  readonly account: string;
}

/** The page's message about the last change; displayed by code that is fetched after the list. */
@Injectable()
export class Receipt {
  /** `null` where there is nothing to tell. */
  readonly done = signal<Done | null>(null);
  /** An undo for whose sign-in the page was left. */
  readonly interrupted = signal<InterruptedChange | null>(null);
}
