import type { Route } from '@angular/router';

/**
 * The route leg 1 of redirect mode comes back to. Add it where popups may be blocked, which is everywhere.
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
