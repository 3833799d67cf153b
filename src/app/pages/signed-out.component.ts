import { Component, inject } from '@angular/core';
import { AuthService } from '@onefold/angular';

/** Shown to users after they have signed out everywhere: what has happened, and what to do next. */
@Component({
  selector: 'app-signed-out',
  template: `
    <section aria-labelledby="signed-out">
      <h1 id="signed-out">{{ text.title }}</h1>
      <p>{{ text.what }}</p>
      <h2>{{ text.next }}</h2>
      <ol>
        <li>{{ text.signInAgain }}</li>
        <li>{{ text.unlink }}</li>
        <li>{{ text.password }}</li>
      </ol>
      <button class="button primary" type="button" (click)="signIn()">{{ text.signIn }}</button>
    </section>
  `,
  styleUrl: './page.css',
})
export class SignedOutComponent {
  protected readonly text = {
    title: $localize`:@@app.signedOut.title:You’re signed out everywhere`,
    what: $localize`:@@app.signedOut.text:All sessions of your account have ended, on this device and on all others. The change you reported is marked in your activity.`,
    next: $localize`:@@app.signedOut.next:What to do next`,
    signInAgain: $localize`:@@app.signedOut.signInAgain:Sign in again.`,
    unlink: $localize`:@@app.signedOut.unlink:Unlink every sign-in that isn’t yours.`,
    password: $localize`:@@app.signedOut.password:If you have a password, change it.`,
    signIn: $localize`:@@app.shell.signIn:Sign in`,
  };

  private readonly auth = inject(AuthService);

  protected signIn(): void {
    // This browser may still have another session at Auth0: it must not sign the user in silently. `failure` shows errors.
    this.auth.login({ prompt: 'login', returnTo: '/profile' }).catch(() => undefined);
  }
}
