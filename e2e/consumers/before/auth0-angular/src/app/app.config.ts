import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import { authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
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
  ],
});
