import type { EnvironmentInjector } from '@angular/core';
import { AuthConfigService } from '@auth0/auth0-angular';
import { reportMistake } from '../../model/report-mistake';

/** Reports an application that also uses `provideAuth0()`: both clients would process the sign-in callback. Development only. */
export function reportTwoClients(injector: EnvironmentInjector): void {
  if (injector.get(AuthConfigService, null, { optional: true }) === null) return;
  reportMistake(
    '@onefold/angular: this application uses provideAuth0() as well, so two clients process the sign-in callback. ' +
      "Add withAuth0Angular() from '@onefold/angular/auth0-angular' to provideOnefold().",
  );
}
