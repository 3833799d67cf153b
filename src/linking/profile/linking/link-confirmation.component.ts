import { Component, computed, input, output } from '@angular/core';
import type { LinkCandidate, LinkableConnection, Profile } from '@onefold/angular';
import { AvatarComponent } from '../account/avatar.component';
import { accountAddress, accountName } from '../identities/account-name';
import { ProviderMarkComponent } from '../identities/provider-mark.component';

/** Names the account that came back and the account it will belong to, and asks. */
@Component({
  selector: 'onefold-link-confirmation',
  imports: [AvatarComponent, ProviderMarkComponent],
  templateUrl: './link-confirmation.component.html',
  styleUrls: ['../theme/buttons.css', './link-confirmation.component.css'],
})
export class LinkConfirmationComponent {
  protected readonly text = {
    adding: $localize`:@@onefold.link.adding:To be linked:`,
    into: $localize`:@@onefold.link.into:Your main account`,
    consequence: $localize`:@@onefold.link.consequence:Afterwards both sign-ins open your main account. Settings saved only with the account you add are not carried over.`,
    cancel: $localize`:@@onefold.link.cancel:Cancel`,
    confirm: $localize`:@@onefold.link.confirm:Link accounts`,
  };

  readonly connection = input.required<LinkableConnection>();
  readonly candidate = input.required<LinkCandidate>();
  /** The account it is linked to. */
  readonly profile = input<Profile>();
  /** It is being linked right now. */
  readonly busy = input(false);
  readonly confirmed = output();
  readonly cancelled = output();

  protected readonly name = computed(() => accountName(this.candidate()) ?? this.candidate().identity.user_id);
  protected readonly address = computed(() => {
    const address = accountAddress(this.candidate());
    return address === this.name() ? null : address;
  });
  protected readonly main = computed(() => {
    const profile = this.profile();
    if (!profile) {
      return null;
    }
    const name = accountName(profile) ?? profile.user_id;
    const address = accountAddress(profile);
    return { name, address: address === name ? null : address, picture: profile.picture };
  });
}
