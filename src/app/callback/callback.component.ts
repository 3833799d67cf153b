import { Component } from '@angular/core';

/** Where a sign-in returns to, for the moment until `AuthService` has finished it and goes on to the target. */
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
