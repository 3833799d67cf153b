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
    // What almost every start of the application is for: in a file of its own it would only come later.
    component: ProfileComponent,
  },
  {
    path: 'callback',
    title: 'signingIn' satisfies TitledPage,
    loadComponent: () => import('./callback/callback.component').then(({ CallbackComponent }) => CallbackComponent),
  },
  { ...linkCallbackRoute(), title: 'linking' satisfies TitledPage },
  { path: '**', redirectTo: '' },
];
