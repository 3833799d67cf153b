import type { Routes } from '@angular/router';
import { authGuard, linkCallbackRoute } from '@onefold/angular';

/** The portal's pages. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    // Usually index.html alone shows it.
    loadComponent: () => import('./home/home.component').then(({ HomeComponent }) => HomeComponent),
  },
  {
    path: 'profile',
    title: () => $localize`:@@portal.title.profile:Profile`,
    canActivate: [authGuard],
    loadComponent: () => import('@onefold/angular/profile').then(({ ProfileComponent }) => ProfileComponent),
  },
  {
    path: 'callback',
    title: () => $localize`:@@portal.title.signingIn:Signing in`,
    loadComponent: () => import('./callback/callback.component').then(({ CallbackComponent }) => CallbackComponent),
  },
  { ...linkCallbackRoute(), title: () => $localize`:@@portal.title.linking:Linking an account` },
  { path: '**', redirectTo: '' },
];
