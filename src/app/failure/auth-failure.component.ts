import { DOCUMENT } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { AuthService, type OnefoldError, type Remedy } from '@onefold/angular';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';

/** Why signing in or the session failed, with its remedy. The words come in a chunk of their own: failures are rare. */
@Component({
  selector: 'app-auth-failure',
  imports: [ErrorNoticeComponent],
  template: `<onefold-error-notice otherwise="retry" [error]="error()" (remedy)="apply($event)" />`,
  styleUrl: './auth-failure.component.css',
})
export class AuthFailureComponent {
  private readonly auth = inject(AuthService);
  private readonly location = inject(DOCUMENT).location;

  readonly error = input.required<OnefoldError>();

  protected apply(remedy: Remedy): void {
    if (remedy === 'sign-in') {
      // A new failure replaces this one.
      this.auth.login({ returnTo: '/profile' }).catch(() => undefined);
    } else {
      this.location.reload();
    }
  }
}
