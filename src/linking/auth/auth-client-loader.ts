import { InjectionToken } from '@angular/core';
import type { AuthClientFactory } from './auth-client';

/** Loads the code that makes the client: the seam that keeps Auth0's SDK out of the first load. Internal. */
export const AUTH_CLIENT_LOADER = new InjectionToken<() => Promise<AuthClientFactory>>('onefold.auth-client-loader', {
  factory: () => () => import('./auth0.adapter').then(({ createAuth0Client }) => createAuth0Client),
});
