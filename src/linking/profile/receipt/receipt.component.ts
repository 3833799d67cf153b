import { Component, ElementRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { IconComponent } from '../icon/icon.component';
import { keepFootClear } from '../keep-foot-clear';
import { timeLeft } from '../language/time-left';
import { NeedsNetworkDirective, Network } from '../network';
import { SentenceComponent } from '../sentence/sentence.component';
import { doneMessage } from './done-message';
import { Receipt } from './receipt';
import { UndoJourney } from './undo-journey';

/** How long the message about a change stays, in milliseconds. The list and the activity offer to undo it for longer. */
const DISPLAY_PERIOD = 8_000;

/**
 * Floats at the foot of the page without shifting the layout: the latest change for a moment, with its undo button, and
 * the offline notice. (Attributes instead of classes control the display: a `class` binding would add 2 kB to the profile
 * route.)
 */
@Component({
  selector: 'onefold-receipt',
  imports: [IconComponent, SentenceComponent, NeedsNetworkDirective],
  templateUrl: './receipt.component.html',
  styleUrls: ['../theme/foot.css', '../theme/buttons.css', './toast.css', './receipt.component.css'],
})
export class ReceiptComponent {
  protected readonly text = {
    close: $localize`:@@onefold.undo.close:Close`,
    undo: $localize`:@@onefold.undo.undo:Undo`,
    offline: $localize`:@@onefold.profile.offline:You’re offline. Changes have to wait until you’re back online.`,
  };

  private readonly receipt = inject(Receipt);
  private readonly journey = inject(UndoJourney);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly online = inject(Network).online;

  protected readonly done = computed(() => {
    const done = this.receipt.done();
    return done && doneMessage(done);
  });
  protected readonly undoable = computed(() => this.journey.offer() !== null);
  /** How long the change can be undone; not counted down, because it is spoken. */
  protected readonly until = computed(() => {
    const offer = this.journey.offer();
    if (!offer) return '';
    const time = timeLeft(Math.max(0, Math.ceil((Date.parse(offer.expires_at) - Date.now()) / 1000)));
    return $localize`:@@onefold.undo.countdown:You can undo this for ${time}:time:.`;
  });
  /** Spoken only. */
  protected readonly announcement = this.receipt.announcement;
  /** The pointer or the focus is on it. */
  protected readonly held = signal(false);

  constructor() {
    keepFootClear();
    effect((onCleanup) => {
      if (this.done() === null || this.held()) return;
      const timer = setTimeout(() => this.receipt.done.set(null), DISPLAY_PERIOD);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      if (this.done() !== null) untracked(() => this.announcement.set(''));
      else this.held.set(false);
    });
  }

  protected undo(): void {
    // The message is about the latest change, not about an older one whose undo has failed.
    this.journey.dismiss();
    this.receipt.toUndo.set(true);
    void this.journey.undo('list');
  }

  protected close(): void {
    this.receipt.done.set(null);
    if (this.undoable()) this.receipt.toUndo.set(true);
    else this.receipt.toList.set({ identity: null });
  }

  protected release(): void {
    if (!this.host.matches(':hover, :focus-within')) this.held.set(false);
  }
}
