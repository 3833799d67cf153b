import { Location } from '@angular/common';
import {
  HttpHandler,
  provideHttpClient,
  withInterceptors,
  withRequestsMadeViaParent,
  type HttpRequest,
} from '@angular/common/http';
import { DOCUMENT, EnvironmentInjector, createEnvironmentInjector, inject } from '@angular/core';
import {
  AppUrl,
  bearerInterceptor,
  ɵcodeUnavailable as codeUnavailable,
  ɵELEVATION as ELEVATION,
  type LinkingGateway,
} from '@onefold/angular';
import { ɵElevationWindow as ElevationWindow, LINK_WINDOW } from '@onefold/angular/linking';
import { LinkingServerClient, LOGIN_FOR } from './linking-server.client';
import { ServerGateway } from './server.gateway';
import { startedProfileInterceptor } from './started-profile.interceptor';

/**
 * Creates the gateway with a separate `HttpClient` that adds the bearer token and handles the server's request for a
 * recent sign-in. Its requests are passed on to the application's `HttpClient`, so the application's interceptors apply
 * too.
 */
export function createGateway(parent: EnvironmentInjector): LinkingGateway {
  // Before Angular 21 an application without `provideHttpClient()` has none.
  const viaParent = parent.get(HttpHandler, null) === null ? [] : [withRequestsMadeViaParent()];
  return createEnvironmentInjector(
    [
      provideHttpClient(withInterceptors([bearerInterceptor, startedProfileInterceptor]), ...viaParent),
      { provide: LinkingServerClient, useClass: LinkingServerClient },
      { provide: ServerGateway, useClass: ServerGateway },
      {
        provide: ELEVATION,
        useFactory: () => {
          const injector = inject(EnvironmentInjector);
          const parts = {
            document: inject(DOCUMENT),
            location: inject(Location),
            appUrl: inject(AppUrl),
            openWindow: inject(LINK_WINDOW),
            elevation: inject(ElevationWindow),
          };
          return async ({ context }: HttpRequest<unknown>) => {
            const { elevate } = await import('./elevate').catch((cause: unknown) => {
              throw codeUnavailable(cause);
            });
            // Not injected earlier: the requests of this client pass through the interceptor that calls this function.
            return elevate({ ...parts, client: injector.get(LinkingServerClient) }, context.get(LOGIN_FOR));
          };
        },
      },
    ],
    parent,
    'onefold.linking-server',
  ).get(ServerGateway);
}
