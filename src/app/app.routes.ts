import type { Routes } from '@angular/router';
import { authGuard, linkCallbackRoute } from '@onefold/angular';
import { HomeComponent } from './home/home.component';

/** The portal's pages. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', component: HomeComponent },
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
