import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';
import { AuthService, authGuardFn, authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
import { SETTINGS } from '../settings';

interface Me {
  readonly name?: string;
  readonly identities: readonly { readonly provider: string; readonly user_id: string }[];
}

/** A minimal list of the linked identities. */
@Component({
  template: `<h1>Linked accounts</h1>
    <ul>
      @for (identity of me()?.identities; track identity.user_id) {
        <li class="identity">{{ identity.provider }}: {{ identity.user_id }}</li>
      }
    </ul>`,
})
class ProfileComponent {
  protected readonly me = toSignal(inject(HttpClient).get<Me>('/v1/me'));
}

@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: `<button type="button" (click)="auth.logout()">Log out</button><router-outlet />`,
})
class AppComponent {
  protected readonly auth = inject(AuthService);
}

/** `@auth0/auth0-angular` wired as its documentation says: provider, guard and interceptor. */
bootstrapApplication(AppComponent, {
  providers: [
    provideRouter([{ path: 'profile', component: ProfileComponent, canActivate: [authGuardFn] }]),
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0({
      domain: SETTINGS.domain,
      clientId: SETTINGS.clientId,
      authorizationParams: { redirect_uri: location.origin, audience: SETTINGS.audience },
      httpInterceptor: { allowedList: ['/v1/me'] },
    }),
  ],
}).catch((error: unknown) => console.error(error));
