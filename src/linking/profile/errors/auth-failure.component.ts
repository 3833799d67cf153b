import { DOCUMENT } from '@angular/common';
import { Component, inject, input } from '@angular/core';
import { AuthService, type OnefoldError, type Remedy } from '@onefold/angular';
import { ErrorNoticeComponent } from './error-notice.component';

/**
 * Shows why signing in or the session failed, with what the user can do. Show it above the router outlet: a guarded home
 * page stays empty after a sign-in that failed, because asking again would never end.
 *
 * @example
 * @if (auth.failure(); as failure) {
 *   <onefold-auth-failure [error]="failure" />
 * }
 */
@Component({
  selector: 'onefold-auth-failure',
  imports: [ErrorNoticeComponent],
  template: `
    <onefold-error-notice
      [error]="error()"
      [otherwise]="denied() ? 'contact-support' : 'retry'"
      (remedy)="apply($event)"
    >
      @if (denied()) {
        <button class="button" type="button" (click)="signIn()">{{ text.useAnother }}</button>
        <button class="button" type="button" (click)="signOut()">{{ text.signOut }}</button>
      }
    </onefold-error-notice>
  `,
  styleUrls: ['../theme/tokens.css', '../theme/buttons.css'],
})
export class AuthFailureComponent {
  protected readonly text = {
    useAnother: $localize`:@@onefold.authFailure.useAnother:Use another account`,
    signOut: $localize`:@@onefold.authFailure.signOut:Sign out`,
  };

  /** `AuthService.failure`. */
  readonly error = input.required<OnefoldError>();
  /** Router path to open after signing in. Default: the current page. */
  readonly returnTo = input<string>();

  private readonly auth = inject(AuthService);
  private readonly location = inject(DOCUMENT).location;

  /** Auth0 refused this account, and would refuse it again. */
  protected denied(): boolean {
    return this.error().code === 'login_denied';
  }

  protected apply(remedy: Remedy): void {
    if (remedy === 'sign-in') {
      this.signIn();
    } else {
      this.location.reload();
    }
  }

  /** After `login_denied`, `login()` asks for credentials. */
  protected signIn(): void {
    const returnTo = this.returnTo();
    // A new failure replaces this one.
    this.auth.login(returnTo === undefined ? {} : { returnTo }).catch(() => undefined);
  }

  /** Ends Auth0's session of the refused account. */
  protected signOut(): void {
    this.auth.logout().catch(() => undefined);
  }
}
