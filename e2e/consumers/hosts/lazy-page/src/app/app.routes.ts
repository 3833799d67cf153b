import { Routes } from '@angular/router';
import { authGuard } from '@onefold/angular';
import { Home } from './home';
import { SigningIn } from './signing-in';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', loadComponent: () => import('./orders').then((m) => m.Orders) },
  {
    path: 'profile',
    canActivate: [authGuard],
    loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
  },
  { path: 'callback', component: SigningIn },
];
