import { Component, computed, input } from '@angular/core';
import type { Profile } from '@onefold/angular';
import { accountName } from '../names/account-name';
import { legible } from '../names/legible';
import { AvatarComponent } from './avatar.component';
import { LocalDatePipe } from './local-date.pipe';

/** The signed-in user: picture, name, email, nickname, created, updated. */
@Component({
  selector: 'onefold-profile-card',
  imports: [AvatarComponent, LocalDatePipe],
  templateUrl: './profile-card.component.html',
  styleUrl: './profile-card.component.css',
})
export class ProfileCardComponent {
  protected readonly text = {
    emailVerified: $localize`:@@onefold.profile.emailVerified:Email verified`,
    emailNotVerified: $localize`:@@onefold.profile.emailNotVerified:Email not verified`,
    name: $localize`:@@onefold.profile.name:Name`,
    email: $localize`:@@onefold.profile.email:Email`,
    nickname: $localize`:@@onefold.profile.nickname:Nickname`,
    created: $localize`:@@onefold.profile.created:Created`,
    updated: $localize`:@@onefold.profile.updated:Updated`,
  };

  readonly profile = input.required<Profile>();

  protected readonly name = computed(() => accountName(this.profile()) ?? legible(this.profile().user_id));
  protected readonly shown = (text: string | undefined): string => legible(text ?? '') || '–';
}
