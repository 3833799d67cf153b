import type { Routes } from '@angular/router';
import { authGuard } from '@onefold/angular';
import { linkCallbackRoute } from '@onefold/angular/direct';
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
    loadComponent: () => import('@onefold/angular/profile').then(({ ProfileComponent }) => ProfileComponent),
  },
  {
    path: 'callback',
    title: 'signingIn' satisfies TitledPage,
    loadComponent: () => import('./callback/callback.component').then(({ CallbackComponent }) => CallbackComponent),
  },
  { ...linkCallbackRoute(), title: 'linking' satisfies TitledPage },
  { path: '**', redirectTo: '' },
];
