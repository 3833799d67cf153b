import { isPlatformBrowser } from '@angular/common';
import { DOCUMENT, inject, PLATFORM_ID } from '@angular/core';
import {
  RedirectCommand,
  Router,
  type CanActivateFn,
  type ActivatedRouteSnapshot,
  type CanMatchFn,
  type Route,
} from '@angular/router';
import { PRELOADS } from '../configuration/onefold-feature';
import type { AppUrl } from './app-url.service';
import { AuthService } from './auth.service';
import { hasSessionHint } from './session-hint';

/**
 * Lets signed-in users pass and sends other visitors to sign in, then back to the same path, query and fragment. If the
 * session check failed, it redirects to the home page and `AuthService.failure` holds the reason.
 *
 * Use it as `canActivate` or `canMatch`. While the session check is pending it preloads the route's lazy code
 * (`loadComponent`, `loadChildren`), which the router would fetch only afterwards.
 *
 * During server-side rendering no session is known: it lets every request pass, so that the address stays and the browser decides.
 *
 * @example
 * { path: 'profile', canActivate: [authGuard], loadComponent: () => import('./profile.page') }
 */
export const authGuard = (async (routeOrSnapshot, stateOrSegments) => {
  if (!isPlatformBrowser(inject(PLATFORM_ID))) return true;
  const auth = inject(AuthService);
  const router = inject(Router);
  const url =
    'url' in stateOrSegments && typeof stateOrSegments.url === 'string'
      ? stateOrSegments.url
      : router.serializeUrl(router.currentNavigation()?.extractedUrl ?? router.parseUrl('/'));
  // Without a session hint the user is about to leave for Auth0, so preloading would be wasted.
  if (auth.status() === 'loading' && hasSessionHint(inject(DOCUMENT).cookie)) {
    preload('routeConfig' in routeOrSnapshot ? routeOrSnapshot.routeConfig : routeOrSnapshot);
    inject(PRELOADS).forEach((load) => void load().catch(() => undefined)); // The router reports failures.
  }
  const status = await auth.whenSettled();
  if (status === 'authenticated') return true;
  // An application may guard its home page, too: redirecting there again would never end.
  const home = isHome(url) ? false : new RedirectCommand(router.parseUrl('/'), { replaceUrl: true });
  if (status === 'failed') return home;
  // Signing in has just failed. A redirect to the home page would ask for it again, endlessly; `failure` has the reason.
  if (isHome(url) && auth.failure()) return false;
  try {
    await auth.login({ returnTo: url });
    // The browser is leaving the page. `false` stops an activation; for a match the router would only try the next route.
    return Array.isArray(stateOrSegments) ? home : false;
  } catch {
    // `failure` holds the reason; the home page shows it.
    return home;
  }
}) satisfies GuardFn as GuardFn;

type GuardFn = CanActivateFn & CanMatchFn;

function isHome(url: string): boolean {
  return /^\/?(?:[?#]|$)/.test(url);
}

/**
 * Leaves the current page if it has guards, because its content is the former user's: goes home from a page of a guard
 * that is known to require a user. Whether another guard requires one is unknown, for example if the application wraps
 * `authGuard` in another function: then the page is loaded again, and its guards decide. So is a page that cannot be
 * left, for example because the home page is guarded too.
 *
 * @param forget Drops the tokens of the former user; loading the page again would interrupt it.
 * @param known The guards that require a user.
 */
export async function leaveGuardedPage(
  router: Router,
  appUrl: Pick<AppUrl, 'reload'>,
  forget: () => Promise<void> | undefined,
  known: readonly unknown[] = [authGuard],
): Promise<void> {
  const guards = guardsOf(router.routerState.snapshot.root);
  const leaving = guards.some((guard) => known.includes(guard))
    ? // Resolves to `null` on the home page itself; rejects if no route matches.
      router.navigateByUrl('/', { replaceUrl: true }).catch(() => false)
    : Promise.resolve(guards.length === 0);
  try {
    await forget();
  } finally {
    if (!(await leaving)) appUrl.reload();
  }
}

function guardsOf({ routeConfig, children }: ActivatedRouteSnapshot): readonly unknown[] {
  const { canActivate = [], canActivateChild = [], canMatch = [] } = routeConfig ?? {};
  return [...canActivate, ...canActivateChild, ...canMatch, ...children.flatMap(guardsOf)];
}

/** Calls the route's loaders, if any: the module is then on its way when the router calls them again. */
function preload(route: Route | null): void {
  for (const load of [route?.loadComponent, route?.loadChildren]) {
    const loading: unknown = load?.();
    // The router reports a failure when it loads the route itself.
    if (loading instanceof Promise) loading.catch(() => undefined);
  }
}
