import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { type OnefoldError, type Undo, identityKey, isOnefoldError, onefoldError } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { Receipt } from './receipt';

/** The part of the page in which the user undoes a change; it shows the error. */
type Place = 'list' | 'activity';

/** Undoing the latest link or unlink: the offer and its progress, shared by all parts of the page that show them. */
@Injectable({ providedIn: 'root' })
export class UndoJourney {
  private readonly linking = inject(LinkingService);
  private readonly receipt = inject(Receipt);
  private readonly expired = signal<string | null>(null);
  private readonly place = signal<Place>('list');
  /** Handle of the undo that is running. */
  private readonly running = signal<string | null>(null);
  readonly pending = computed(() => this.running() !== null);
  /** The undo waits for another change to end. */
  readonly queued = computed(() => this.linking.queued().has(this.running() ?? ''));
  private readonly cancelled = signal(false);
  private readonly failure = linkedSignal<OnefoldError | null>(() => this.receipt.interrupted()?.failure ?? null);
  /** The offer in the list has the focus: it stays, although the undo has expired. */
  readonly focused = signal(false);

  /** The change that can be undone; `null` if none can. */
  readonly offer = computed(() => {
    const undo = this.linking.profile()?.undo ?? null;
    return undo?.handle === this.expired() ? null : undo;
  });
  /** The change to undo: the latest, unless the undo of another is running or has failed, until the user dismisses that. */
  readonly subject = linkedSignal<{ offer: Undo | null; tried: boolean; focused: boolean }, Undo | null>({
    source: () => ({
      offer: this.offer(),
      tried: this.pending() || this.failure() !== null,
      focused: this.focused(),
    }),
    computation: ({ offer, tried, focused }, before) => {
      const shown = before?.value ?? null;
      if (tried) return shown ?? offer;
      return offer ?? (focused ? shown : null);
    },
  });

  /** Key of the linked identity whose link can be undone; `null` for another change. */
  readonly row = computed(() => {
    const subject = this.subject();
    if (subject?.kind !== 'link') return null;
    const key = identityKey(subject.identity);
    return this.linking.identities()?.some((each) => identityKey(each) === key) ? key : null;
  });

  /** Why an undo that was started in a part of the page failed. */
  error(place: Place): OnefoldError | null {
    return this.place() === place ? this.failure() : null;
  }

  /** Undoes the change and confirms it. Resolves to whether it was undone. */
  async undo(place: Place): Promise<boolean> {
    const subject = this.subject();
    if (!subject || this.pending()) return false;
    const { handle, kind, identity } = subject;
    this.place.set(place);
    this.running.set(handle);
    this.cancelled.set(false);
    this.failure.set(null);
    this.receipt.done.set(null);
    try {
      await this.linking.undo(handle);
      const what = kind === 'unlink' ? 'linked-again' : 'unlinked';
      this.receipt.done.set({ what, label: identity.label, account: identity.name ?? identity.user_id });
      this.focused.set(false);
      const restored = this.linking.identities()?.find((each) => identityKey(each) === identityKey(identity));
      if (place === 'list') this.receipt.toList.set({ identity: restored ?? null });
      return true;
    } catch (error) {
      if (this.cancelled()) return false;
      // Shown in that place, with what to do about it.
      const failure = isOnefoldError(error) ? error : onefoldError('unexpected', 'Undoing failed.', error);
      this.failure.set(failure);
      if (failure.code === 'undo_impossible') this.expire();
      return false;
    } finally {
      this.running.set(null);
    }
  }

  /** Withdraws an undo that is `queued`; the change is offered again. */
  cancelQueued(): void {
    this.cancelled.set(true);
    this.linking.cancelQueued(this.running() ?? '');
  }

  /** Withdraws the change whose time is over, or whose undo has failed. */
  expire(): void {
    const handle = this.subject()?.handle;
    if (handle !== undefined) this.expired.set(handle);
  }

  /** Forgets the previous user. */
  clear(): void {
    this.receipt.clear();
    this.dismiss();
  }

  /** Called when the user dismisses a failure. */
  dismiss(): void {
    this.failure.set(null);
    this.focused.set(false);
  }
}
