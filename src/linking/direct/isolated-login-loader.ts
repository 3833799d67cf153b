import { InjectionToken } from '@angular/core';
import type { IsolatedLoginFactory } from './isolated-login';

/** Loads the code of the isolated login, which keeps Auth0's SDK out of the first load. Internal. */
export const ISOLATED_LOGIN_LOADER = new InjectionToken<() => Promise<IsolatedLoginFactory>>(
  'onefold.isolated-login-loader',
  { factory: () => () => import('./create-isolated-login').then(({ createIsolatedLogin }) => createIsolatedLogin) },
);
