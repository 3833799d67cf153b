import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { ApplicationConfig } from '@angular/core';
import { provideRouter } from '@angular/router';
import { authHttpInterceptorFn, provideAuth0 } from '@auth0/auth0-angular';
import { provideOnefold } from '@onefold/angular';
import { withAuth0Angular } from '@onefold/angular/auth0-angular';
import { withLinkingServer } from '@onefold/angular/linking-server';
import { routes } from './app.routes';

/** An application that existed before Onefold, with its own client, guard, interceptor and API. */
export interface Settings {
  readonly domain: string;
  readonly clientId: string;
  readonly audience: string;
  readonly linkingServer: string;
}

export const appConfig = ({ domain, clientId, audience, linkingServer }: Settings): ApplicationConfig => ({
  providers: [
    provideRouter(routes),
    provideHttpClient(withInterceptors([authHttpInterceptorFn])),
    provideAuth0({
      domain,
      clientId,
      authorizationParams: { redirect_uri: location.origin },
      httpInterceptor: { allowedList: [{ uri: '/orders.json', tokenOptions: {} }] },
    }),
    provideOnefold({ domain, clientId, audience }, withAuth0Angular(), withLinkingServer(linkingServer)),
  ],
});
