import { Component, input, output } from '@angular/core';
import { DialogActionsDirective } from '../dialog/dialog-actions.directive';
import { NeedsNetworkDirective } from '../network';
import { TimeLeftComponent } from './time-left.component';

/** The buttons of the question whether to link, with the time that is left to decide. */
@Component({
  selector: 'onefold-link-actions',
  imports: [DialogActionsDirective, NeedsNetworkDirective, TimeLeftComponent],
  templateUrl: './link-actions.component.html',
  styleUrls: ['../theme/buttons.css', '../dialog/actions.css', './link-actions.component.css'],
})
export class LinkActionsComponent {
  protected readonly text = {
    cancel: $localize`:@@onefold.link.cancel:Cancel`,
    close: $localize`:@@onefold.link.close:Close`,
    slow: $localize`:@@onefold.link.slow:This is taking longer than usual. If you close this, we’ll finish in the background.`,
  };

  /** Label of the button that confirms. */
  readonly label = input.required<string>();
  /** When the proofs expire; absent if unknown. */
  readonly expiresAt = input<Date>();
  /** It is being linked right now. */
  readonly busy = input(false);
  /** Linking takes longer than usual: the user need not wait for it. */
  readonly slow = input(false);
  readonly confirmed = output();
  /** The user cancels, or no longer waits. */
  readonly cancelled = output();
}
