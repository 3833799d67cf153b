import { InjectionToken } from '@angular/core';
import type { IsolatedLoginFactory } from './isolated-login';

/** Loads the code that does it: the seam that keeps Auth0's SDK out of the first load. Internal. */
export const ISOLATED_LOGIN_LOADER = new InjectionToken<() => Promise<IsolatedLoginFactory>>(
  'onefold.isolated-login-loader',
  { factory: () => () => import('./auth0-isolated-login').then(({ createIsolatedLogin }) => createIsolatedLogin) },
);
