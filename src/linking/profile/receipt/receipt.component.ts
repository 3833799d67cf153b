import { Component, computed, inject, output } from '@angular/core';
import { type Identity } from '@onefold/angular';
import { IconComponent } from '../icon/icon.component';
import { makeRoomAtFoot } from '../make-room-at-foot';
import { networkThere } from '../network';
import { SentenceComponent } from '../sentence/sentence.component';
import { doneMessage } from './done-message';
import { Receipt } from './receipt';
import { UndoBarComponent } from './undo-bar.component';
import { UndoJourney } from './undo-journey';

/**
 * Floats at the foot of the page without shifting the layout: the latest change, its undo button, and the offline
 * notice. (Attributes instead of classes control the display: a `class` binding would add 2 kB to the profile route.)
 */
@Component({
  selector: 'onefold-receipt',
  imports: [IconComponent, SentenceComponent, UndoBarComponent],
  providers: [UndoJourney],
  templateUrl: './receipt.component.html',
  styleUrls: ['../theme/foot.css', './toast.css', './receipt.component.css'],
})
export class ReceiptComponent {
  protected readonly text = {
    close: $localize`:@@onefold.undo.close:Close`,
    offline: $localize`:@@onefold.profile.offline:You’re offline. Changes have to wait until you’re back online.`,
  };

  private readonly receipt = inject(Receipt);
  protected readonly journey = inject(UndoJourney);
  protected readonly online = networkThere();
  /** The last change was undone: the restored identity, or `null`. */
  readonly undone = output<Identity | null>();

  protected readonly done = computed(() => {
    const done = this.receipt.done();
    return done && doneMessage(done);
  });
  /** If the change can be undone, the bar shows the message visibly. */
  protected readonly toastShown = computed(() => this.done() !== null && !this.journey.shown());

  constructor() {
    makeRoomAtFoot(() => this.toastShown() || this.journey.shown());
  }

  protected async undo(): Promise<void> {
    const identity = await this.journey.undo();
    if (this.done() !== null) this.undone.emit(identity);
  }
}
