import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';
import { AuthService, authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
import { authGuard, provideOnefold } from '@onefold/angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { withAuth0Angular } from '@onefold/angular/auth0-angular';
import { SETTINGS } from '../settings';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `<button type="button" (click)="auth.logout()">Log out</button><router-outlet />`,
})
class AppComponent {
  protected readonly auth = inject(AuthService);
}

/** The reference with Onefold's profile page added as the README says. */
bootstrapApplication(AppComponent, {
  providers: [
    provideRouter([
      {
        path: 'profile',
        canActivate: [authGuard],
        loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
      },
    ]),
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0({
      domain: SETTINGS.domain,
      clientId: SETTINGS.clientId,
      authorizationParams: { redirect_uri: location.origin, audience: SETTINGS.audience },
      httpInterceptor: { allowedList: ['/v1/me'] },
    }),
    provideOnefold(SETTINGS, withAuth0Angular(), withLinkingServer('/')),
  ],
}).catch((error: unknown) => console.error(error));
