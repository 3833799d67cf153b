import { Component, computed, input, output } from '@angular/core';
import type { LinkCandidate, LinkDecision, LinkableConnection, MergePreview, Profile } from '@onefold/angular';
import { IconComponent } from '../icon/icon.component';
import { AvatarComponent } from '../account/avatar.component';
import { accountAddress, accountName } from '../names/account-name';
import { legible } from '../names/legible';
import { ProviderMarkComponent } from '../identities/provider-mark.component';
import { LinkActionsComponent } from './link-actions.component';
import { MergePreviewComponent } from './merge/merge-preview.component';

/**
 * Asks to confirm the link, naming both accounts. Shows them side by side if the other account holds more than its
 * sign-in, or if the user asks for details.
 */
@Component({
  selector: 'onefold-link-confirmation',
  imports: [AvatarComponent, IconComponent, LinkActionsComponent, MergePreviewComponent, ProviderMarkComponent],
  templateUrl: './link-confirmation.component.html',
  styleUrl: './link-confirmation.component.css',
})
export class LinkConfirmationComponent {
  protected readonly text = {
    adding: $localize`:@@onefold.link.adding:Account to link:`,
    into: $localize`:@@onefold.link.into:Your main account`,
    compare: $localize`:@@onefold.link.compare:Compare both accounts`,
    unverified: $localize`:@@onefold.profile.emailNotVerified:Email not verified`,
    confirm: $localize`:@@onefold.link.confirm:Link accounts`,
  };

  readonly connection = input.required<LinkableConnection>();
  readonly candidate = input.required<LinkCandidate>();
  /** The account it is linked to. */
  readonly profile = input<Profile>();
  /** Preview of merging both accounts, if a linking server provides one. */
  readonly preview = input<MergePreview>();
  /** What was decided before a failure. */
  readonly decided = input<LinkDecision>();
  /** Both accounts are shown side by side. */
  readonly comparing = input(false);
  /** The user asks to see both accounts side by side. */
  readonly compared = output();
  /** When the proofs expire; absent if unknown. */
  readonly expiresAt = input<Date>();
  /** It is being linked right now. */
  readonly busy = input(false);
  /** Linking takes longer than usual: the user need not wait for it. */
  readonly slow = input(false);
  /** The decision is missing where there was nothing to decide. */
  readonly confirmed = output<LinkDecision | undefined>();
  readonly cancelled = output();

  protected readonly name = computed(() => accountName(this.candidate()) ?? legible(this.candidate().identity.user_id));
  protected readonly address = computed(() => {
    const address = accountAddress(this.candidate());
    return address === this.name() ? null : address;
  });
  protected readonly unverified = computed(() => {
    const { email, email_verified } = this.candidate();
    return email !== undefined && email_verified !== true;
  });
  protected readonly shownPreview = computed(() => (this.comparing() ? this.preview() : undefined));
  protected readonly consequence = computed(() =>
    this.preview()
      ? $localize`:@@onefold.link.consequencePlain:You’ll be able to sign in with either one. Nothing else changes, and you can undo this for 10 minutes.`
      : $localize`:@@onefold.link.consequence:You’ll be able to sign in with either one. Settings saved only in the account you’re adding won’t be carried over.`,
  );
  protected readonly main = computed(() => {
    const profile = this.profile();
    if (!profile) {
      return null;
    }
    const name = accountName(profile) ?? legible(profile.user_id);
    const address = accountAddress(profile);
    return { name, address: address === name ? null : address, picture: profile.picture };
  });
}
