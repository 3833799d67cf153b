import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';
import { Component, computed, input, output } from '@angular/core';
import type { MergePreview } from '@onefold/angular';
import { IconComponent } from '../../icon/icon.component';
import { AvatarComponent } from '../../account/avatar.component';
import { type NamedAccount, accountAddress, accountName } from '../../names/account-name';
import { legible } from '../../names/legible';
import { ProviderMarkComponent } from '../../identities/provider-mark.component';
import { uniqueId } from '../../unique-id';
import type { Side } from './merge-decision';
import { sideLabels } from './side-labels';

/** Both accounts side by side, with all their sign-ins, and the question which of them stays. */
@Component({
  selector: 'onefold-account-choice',
  imports: [IconComponent, AvatarComponent, ProviderMarkComponent],
  templateUrl: './account-choice.component.html',
  styleUrls: ['../../theme/visually-hidden.css', './choice-cell.css', './account-choice.component.css'],
})
export class AccountChoiceComponent {
  protected readonly text = {
    question: $localize`:@@onefold.merge.question:Which account do you want to keep?`,
    signIns: $localize`:@@onefold.merge.signIns:Sign-ins:`,
    stays: $localize`:@@onefold.merge.stays:Will be kept`,
    goes: $localize`:@@onefold.merge.goes:Will be removed`,
    unverified: $localize`:@@onefold.profile.emailNotVerified:Email not verified`,
  };

  protected readonly legible = legible;
  private readonly labels = sideLabels();
  private readonly days = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' });

  readonly preview = input.required<MergePreview>();
  readonly busy = input(false);
  /** The account that stays. */
  readonly keep = input.required<Side>();
  /** The user chooses the account to keep. */
  readonly kept = output<Side>();

  protected readonly id = uniqueId();
  protected readonly accounts = computed(() => {
    const preview = this.preview();
    return (['current', 'other'] as const).map((side) => {
      const { user_id, picture, created_at, identities, ...facts } = preview[side];
      // An absent field has no key: the schema's type allows `undefined`, but JSON has none.
      const account = facts as NamedAccount;
      const name = accountName(account) ?? legible(user_id);
      const address = accountAddress(account);
      return {
        side,
        name,
        picture,
        identities,
        id: `${this.id}-${side}`,
        word: this.labels[side],
        address: address === name ? null : address,
        unverified: facts.email_verified === false,
        since: created_at === undefined ? null : this.since(created_at),
      };
    });
  });

  private since(created_at: string): string {
    const day = this.days.format(new Date(created_at));
    return $localize`:@@onefold.merge.since:Since ${day}:day:`;
  }
}
