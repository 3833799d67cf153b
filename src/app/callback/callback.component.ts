import { Component } from '@angular/core';

/** The page a sign-in returns to, shown until `AuthService` has completed it and navigates to the target. */
@Component({
  selector: 'app-callback',
  template: `<p class="moment" role="status">{{ text.moment }}</p>`,
  styleUrl: './callback.component.css',
})
export class CallbackComponent {
  protected readonly text = {
    moment: $localize`:@@app.callback.moment:Signing you in…`,
  };
}
