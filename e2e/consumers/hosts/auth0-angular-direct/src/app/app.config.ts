import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import { authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
import { provideOnefold, withConnections } from '@onefold/angular';
import { withAuth0Angular } from '@onefold/angular/auth0-angular';
import { withManagementApi } from '@onefold/angular/direct';
import { routes } from './app.routes';

export interface Settings {
  readonly domain: string;
  readonly clientId: string;
}

export const appConfig = ({ domain, clientId }: Settings): ApplicationConfig => ({
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0({
      domain,
      clientId,
      authorizationParams: { redirect_uri: location.origin },
      httpInterceptor: { allowedList: [{ uri: '/orders.json', tokenOptions: {} }] },
    }),
    provideOnefold(
      { domain, clientId },
      withAuth0Angular(),
      withManagementApi(),
      withConnections([
        { name: 'google-oauth2', label: 'Google' },
        { name: 'github', label: 'GitHub' },
      ]),
    ),
  ],
});
