import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ThemeChoiceComponent } from '../theme/theme-choice.component';

/** The content of the open account menu; loaded after the first paint. */
@Component({
  selector: 'app-user-menu-panel',
  imports: [RouterLink, ThemeChoiceComponent],
  templateUrl: './user-menu-panel.component.html',
  styleUrl: './user-menu-panel.component.css',
})
export class UserMenuPanelComponent {
  protected readonly text = {
    profile: $localize`:@@app.menu.profile:Your profile`,
    signOut: $localize`:@@app.menu.signOut:Sign out`,
  };

  readonly name = input.required<string>();
  /** Absent if it is already shown as the name. */
  readonly email = input<string>();
  readonly close = input.required<() => void>();
  readonly signOut = input.required<() => void>();
}
