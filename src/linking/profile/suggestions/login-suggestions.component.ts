import { Component, computed, inject, input } from '@angular/core';
import { AuthService } from '@onefold/angular';
import { LinkingService } from '@onefold/angular/linking';
import { keepFootClear } from '../keep-foot-clear';
import { SuggestionsComponent } from './suggestions.component';

/**
 * Shows the Post-Login Action's suggestions to the signed-in user, on every page of a portal except the profile, which
 * shows its own. Floats at the foot of the page; renders nothing without suggestions.
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

  /** Prefers the profile: the token's suggestions are as old as the login. */
  protected readonly suggestions = computed(
    () => this.linking.profile()?.suggestions ?? this.auth.user()?.suggestions ?? [],
  );

  constructor() {
    keepFootClear();
  }
}
