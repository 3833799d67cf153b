import { Component, computed, inject, input } from '@angular/core';
import { AuthService, LinkingService } from '@onefold/angular';
import { makeRoomAtFoot } from '../make-room-at-foot';
import { SuggestionsComponent } from './suggestions.component';

/**
 * What the Post-Login Action suggests to whoever is signed in, for every page of a portal but the profile, which shows its own.
 * Floats at the foot of the page; shows nothing where there is nothing to suggest.
 */
@Component({
  selector: 'onefold-login-suggestions',
  imports: [SuggestionsComponent],
  template: `<onefold-suggestions [profilePath]="profilePath()" [suggestions]="suggestions()" />`,
  styleUrls: ['../theme/tokens.css', '../theme/foot.css', './login-suggestions.component.css'],
})
export class LoginSuggestionsComponent {
  private readonly auth = inject(AuthService);
  private readonly linking = inject(LinkingService);

  /** Where the portal shows the profile. */
  readonly profilePath = input('/profile');

  /** The token is as old as the login; what the profile says is newer. */
  protected readonly suggestions = computed(
    () => this.linking.profile()?.suggestions ?? this.auth.user()?.suggestions ?? [],
  );

  constructor() {
    makeRoomAtFoot(() => this.suggestions().length > 0);
  }
}
