import type { Routes } from '@angular/router';
import { authGuard } from '@onefold/angular';
import { linkCallbackRoute } from '@onefold/angular/direct';
import { ProfileComponent } from '@onefold/angular/profile';
import type { TitledPage } from './routing/page-title';

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
    title: 'profile' satisfies TitledPage,
    canActivate: [authGuard],
    // Almost every start of the application shows it: a separate file would only delay it.
    component: ProfileComponent,
  },
  {
    path: 'callback',
    title: 'signingIn' satisfies TitledPage,
    loadComponent: () => import('./callback/callback.component').then(({ CallbackComponent }) => CallbackComponent),
  },
  { ...linkCallbackRoute(), title: 'linking' satisfies TitledPage },
  {
    path: 'signed-out',
    title: 'signedOut' satisfies TitledPage,
    loadComponent: () => import('./pages/signed-out.component').then(({ SignedOutComponent }) => SignedOutComponent),
  },
  {
    path: '**',
    title: 'notFound' satisfies TitledPage,
    loadComponent: () => import('./pages/not-found.component').then(({ NotFoundComponent }) => NotFoundComponent),
  },
];
