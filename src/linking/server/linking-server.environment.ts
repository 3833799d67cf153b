import { provideHttpClient, withInterceptors, withRequestsMadeViaParent, type HttpRequest } from '@angular/common/http';
import { EnvironmentInjector, createEnvironmentInjector, inject } from '@angular/core';
import { bearerInterceptor } from '../auth/bearer.interceptor';
import { ELEVATION } from '../auth/elevation';
import { codeUnavailable } from '../configuration/code-unavailable';
import type { LinkingGateway } from '../identities/linking-gateway';
import { LinkingServerClient } from './linking-server.client';
import { LOGIN_WINDOW } from './login-window';
import { ServerGateway } from './server.gateway';

/**
 * Makes the gateway with an `HttpClient` of its own that carries the bearer token and answers the server's wish for a
 * recent sign-in. Its requests go on through the application's `HttpClient`, so the application's interceptors see
 * them too.
 */
export function createGateway(parent: EnvironmentInjector): LinkingGateway {
  return createEnvironmentInjector(
    [
      provideHttpClient(withInterceptors([bearerInterceptor]), withRequestsMadeViaParent()),
      { provide: LinkingServerClient, useClass: LinkingServerClient },
      { provide: ServerGateway, useClass: ServerGateway },
      {
        provide: ELEVATION,
        useFactory: () => {
          const injector = inject(EnvironmentInjector);
          return async ({ context }: HttpRequest<unknown>) => {
            const { elevate } = await import('./elevate').catch((cause: unknown) => {
              throw codeUnavailable(cause);
            });
            return elevate(injector, context.get(LOGIN_WINDOW));
          };
        },
      },
    ],
    parent,
    'onefold.linking-server',
  ).get(ServerGateway);
}
