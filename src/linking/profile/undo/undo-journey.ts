import { Service, computed, inject, signal } from '@angular/core';
import {
  type Identity,
  type InterruptedChange,
  LinkingService,
  type OnefoldError,
  identityKey,
  isOnefoldError,
  onefoldError,
} from '@onefold/angular';
import { doneLinkingAgain, doneUnlinking } from '../done-message';

/** What was done last, and taking it back: what the profile offers, and how it goes. */
@Service({ autoProvided: false })
export class UndoJourney {
  private readonly linking = inject(LinkingService);
  private readonly dismissed = signal<string | null>(null);
  readonly pending = signal(false);
  readonly error = signal<OnefoldError | null>(null);
  /** A sentence, for the person to read; `null` where there is nothing to tell. */
  readonly done = signal<string | null>(null);
  /** The person is back from the sign-in that undoing needed: the focus goes to the button. */
  readonly resumed = signal(false);

  /** What can be undone, unless the person has put it away; `null` where nothing can. */
  readonly offer = computed(() => {
    const undo = this.linking.profile()?.undo ?? null;
    return undo?.handle === this.dismissed() ? null : undo;
  });
  /** Also while it is under way, and until a failure has been read. */
  readonly shown = computed(() => this.offer() !== null || this.pending() || this.error() !== null);

  /** Undoes, and says so. Answers the identity that came back; `null` where none did, `error` says why. */
  async undo(): Promise<Identity | null> {
    const offer = this.offer();
    if (!offer || this.pending()) return null;
    const { handle, kind, identity } = offer;
    this.pending.set(true);
    this.error.set(null);
    this.done.set(null);
    try {
      await this.linking.undo(handle);
      const sentence = kind === 'unlink' ? doneLinkingAgain : doneUnlinking;
      this.done.set(sentence(identity.label, identity.name ?? identity.user_id));
      return this.linking.identities()?.find((each) => identityKey(each) === identityKey(identity)) ?? null;
    } catch (error) {
      // The bar shows it, with what to do about it.
      this.error.set(isOnefoldError(error) ? error : onefoldError('unexpected', 'Undoing failed.', error));
      return null;
    } finally {
      this.pending.set(false);
    }
  }

  /** Goes on where the page was left for the sign-in that undoing needs. Nothing has been undone. */
  resume({ failure }: InterruptedChange): void {
    this.error.set(failure);
    this.resumed.set(true);
  }

  /** The person has read it. */
  dismiss(): void {
    this.error.set(null);
    this.done.set(null);
    this.dismissed.set(this.offer()?.handle ?? null);
  }
}
