import { provideHttpClient, withInterceptors, withRequestsMadeViaParent } from '@angular/common/http';
import { createEnvironmentInjector, type EnvironmentInjector } from '@angular/core';
import { bearerInterceptor } from '../auth/bearer.interceptor';
import type { LinkingGateway } from '../identities/linking-gateway';
import { ManagementApiGateway } from '../identities/management-api.gateway';

/**
 * Makes the gateway with an `HttpClient` of its own that carries the bearer token. Its requests go on through the
 * application's `HttpClient`, so the application's interceptors see them too.
 */
export function createGateway(parent: EnvironmentInjector): LinkingGateway {
  return createEnvironmentInjector(
    [
      provideHttpClient(withInterceptors([bearerInterceptor]), withRequestsMadeViaParent()),
      { provide: ManagementApiGateway, useClass: ManagementApiGateway },
    ],
    parent,
    'onefold.management-api',
  ).get(ManagementApiGateway);
}
