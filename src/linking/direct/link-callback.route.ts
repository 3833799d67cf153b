import type { Route } from '@angular/router';

/**
 * The route to which the sign-in to the account to add returns, in a window or by redirect.
 *
 * @param path Without a leading slash; must agree with `linkCallbackPath`, and is registered at Auth0 as a callback.
 *
 * @example
 * const routes: Routes = [{ path: '', component: Home }, linkCallbackRoute(), { path: '**', redirectTo: '' }];
 */
export function linkCallbackRoute(path = 'link/callback'): Route {
  return {
    path,
    pathMatch: 'full',
    loadComponent: () => import('./link-callback.component').then((module) => module.LinkCallbackComponent),
  };
}
