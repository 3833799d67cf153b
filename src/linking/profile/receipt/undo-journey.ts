import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import {
  type Identity,
  LinkingService,
  type OnefoldError,
  identityKey,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';
import { Receipt } from './receipt';

/** Taking the latest link or unlink back: what the profile offers, and how it goes. */
@Injectable()
export class UndoJourney {
  private readonly linking = inject(LinkingService);
  private readonly receipt = inject(Receipt);
  private readonly dismissed = signal<string | null>(null);
  readonly pending = signal(false);
  readonly error = linkedSignal<OnefoldError | null>(() => this.receipt.interrupted()?.failure ?? null);

  /** The change that can be undone, unless the user has dismissed it; `null` if none can. */
  readonly offer = computed(() => {
    const undo = this.linking.profile()?.undo ?? null;
    return undo?.handle === this.dismissed() ? null : undo;
  });
  /** Also while the undo is running, and until a failure has been dismissed. */
  readonly shown = computed(() => this.offer() !== null || this.pending() || this.error() !== null);

  /** Undoes the change and confirms it. Returns the restored identity; `null` if there is none. */
  async undo(): Promise<Identity | null> {
    const offer = this.offer();
    if (!offer || this.pending()) return null;
    const { handle, kind, identity } = offer;
    this.pending.set(true);
    this.error.set(null);
    this.receipt.done.set(null);
    try {
      await this.linking.undo(handle);
      const what = kind === 'unlink' ? 'linked-again' : 'unlinked';
      this.receipt.done.set({ what, label: identity.label, account: identity.name ?? identity.user_id });
      return this.linking.identities()?.find((each) => identityKey(each) === identityKey(identity)) ?? null;
    } catch (error) {
      // The bar shows it, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Undoing failed.', error));
      return null;
    } finally {
      this.pending.set(false);
    }
  }

  /** Called when the user dismisses the bar. */
  dismiss(): void {
    this.error.set(null);
    this.receipt.done.set(null);
    this.dismissed.set(this.offer()?.handle ?? null);
  }
}
