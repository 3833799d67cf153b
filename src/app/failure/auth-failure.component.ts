import { DOCUMENT } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { AuthService, type OnefoldError, type Remedy } from '@onefold/angular';
import { ErrorNoticeComponent } from '@onefold/angular/profile/errors';

/** Shows why signing in or the session failed, with the remedy. The texts are in a lazy chunk: failures are rare. */
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
