import { Component, computed, input } from '@angular/core';
import type { Profile } from '@onefold/angular';
import { accountAddress, accountName } from '../names/account-name';
import { legible } from '../names/legible';
import { AvatarComponent } from './avatar.component';
import { LocalDatePipe } from './local-date.pipe';

/** The signed-in user: picture, name, email, nickname, created, updated; each of them once. */
@Component({
  selector: 'onefold-profile-card',
  imports: [AvatarComponent, LocalDatePipe],
  templateUrl: './profile-card.component.html',
  styleUrls: ['../theme/visually-hidden.css', './profile-card.component.css'],
})
export class ProfileCardComponent {
  protected readonly text = {
    emailVerified: $localize`:@@onefold.profile.emailVerified:Email verified`,
    emailNotVerified: $localize`:@@onefold.profile.emailNotVerified:Email not verified`,
    name: $localize`:@@onefold.profile.name:Name`,
    email: $localize`:@@onefold.profile.email:Email`,
    phone: $localize`:@@onefold.merge.field.phone_number:Phone`,
    nickname: $localize`:@@onefold.profile.nickname:Nickname`,
    created: $localize`:@@onefold.profile.created:Created`,
    updated: $localize`:@@onefold.profile.updated:Updated`,
  };

  readonly profile = input.required<Profile>();

  /** What the account is called, and which of its fields that is. */
  protected readonly title = computed(() => {
    const { email, phone_number, user_id } = this.profile();
    const value = accountName(this.profile()) ?? legible(user_id);
    if (value === legible(email ?? '')) return { value, term: this.text.email };
    return { value, term: value === legible(phone_number ?? '') ? this.text.phone : this.text.name };
  });
  /** The title, and the account's email address or phone number where it is not the title. */
  protected readonly names = computed(() => {
    const address = accountAddress(this.profile());
    const term = this.profile().email ? this.text.email : this.text.phone;
    const title = this.title();
    return address === null || address === title.value ? [title] : [title, { term, value: address }];
  });
  protected readonly nickname = computed(() => legible(this.profile().nickname ?? '') || '–');
  protected readonly dates = computed(() => [
    { term: this.text.created, value: this.profile().created_at },
    { term: this.text.updated, value: this.profile().updated_at },
  ]);
}
