import { Component, type ElementRef, computed, input, output, viewChild } from '@angular/core';
import type { Identity } from '@onefold/angular';
import { lockMessage } from '../errors/error-messages';
import { accountAddress, accountName } from './account-name';
import { ProviderMarkComponent } from './provider-mark.component';

/** One sign-in: whose it is, at which provider, and the button that unlinks it. */
@Component({
  selector: 'onefold-identity-row',
  imports: [ProviderMarkComponent],
  templateUrl: './identity-row.component.html',
  styleUrls: ['../theme/buttons.css', './identity-row.component.css'],
})
export class IdentityRowComponent {
  protected readonly text = {
    main: $localize`:@@onefold.identity.main:Main sign-in`,
    unlink: $localize`:@@onefold.identity.unlink:Unlink`,
  };

  readonly identity = input.required<Identity>();
  /** What people call the connection. */
  readonly label = input.required<string>();
  /** Accessible name of the button, unique in the list; none where the row has no button. */
  readonly unlinkLabel = input<string>();
  /** It is being unlinked right now. */
  readonly busy = input(false);
  readonly unlink = output();

  protected readonly name = computed(() => accountName(this.identity().profileData) ?? this.identity().user_id);
  /** Only where it says more than the name does. */
  protected readonly address = computed(() => {
    const address = accountAddress(this.identity().profileData);
    return address === this.name() ? null : address;
  });
  /** Why it cannot be unlinked; of the main sign-in its mark says it. */
  protected readonly lock = computed(() => {
    const { lock, primary } = this.identity();
    return lock && !primary ? lockMessage(lock) : null;
  });
  private readonly words = viewChild.required<ElementRef<HTMLElement>>('words');
  private readonly button = viewChild<ElementRef<HTMLButtonElement>>('button');

  /** Puts the focus on the button, or on the words where the row has none. */
  focus(): void {
    (this.button() ?? this.words()).nativeElement.focus();
  }
}
