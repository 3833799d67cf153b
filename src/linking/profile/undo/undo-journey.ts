import { Service, computed, inject, signal } from '@angular/core';
import {
  type Identity,
  LinkingService,
  type OnefoldError,
  identityKey,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';

/** What taking a change back left. */
export interface Undone {
  readonly kind: 'link' | 'unlink';
  /** The identity that came back, or that went; `null` where several did. */
  readonly identity: Identity | null;
}

/** Taking the latest link or unlink back: what the profile offers, and how it goes. */
@Service({ autoProvided: false })
export class UndoJourney {
  private readonly linking = inject(LinkingService);
  private readonly dismissed = signal<string | null>(null);
  readonly pending = signal(false);
  readonly error = signal<OnefoldError | null>(null);

  /** What can be undone, unless the person has put it away; `null` where nothing can. */
  readonly offer = computed(() => {
    const undo = this.linking.profile()?.undo ?? null;
    return undo?.handle === this.dismissed() ? null : undo;
  });
  /** Also while it is under way, and until a failure has been read. */
  readonly shown = computed(() => this.offer() !== null || this.pending() || this.error() !== null);

  /** Undoes. `null` where it did not happen; `error` says why. */
  async undo(): Promise<Undone | null> {
    const offer = this.offer();
    if (!offer || this.pending()) return null;
    const before = this.linking.identities() ?? [];
    this.pending.set(true);
    this.error.set(null);
    try {
      await this.linking.undo(offer.handle);
      const after = this.linking.identities() ?? [];
      const [identity = null, ...others] =
        offer.kind === 'unlink' ? missingIn(before, after) : missingIn(after, before);
      return { kind: offer.kind, identity: others.length > 0 ? null : identity };
    } catch (error) {
      // The bar shows it, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Undoing failed.', error));
      return null;
    } finally {
      this.pending.set(false);
    }
  }

  /** The person has read it. */
  dismiss(): void {
    this.error.set(null);
    this.dismissed.set(this.offer()?.handle ?? null);
  }
}

function missingIn(some: readonly Identity[], all: readonly Identity[]): readonly Identity[] {
  const keys = new Set(some.map(identityKey));
  return all.filter((identity) => !keys.has(identityKey(identity)));
}
