import { Routes } from '@angular/router';
import { authGuardFn } from '@auth0/auth0-angular';
import { linkCallbackRoute } from '@onefold/angular/direct';
import { Home } from './home';
import { Orders } from './orders';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', canActivate: [authGuardFn], component: Orders },
  {
    path: 'profile',
    canActivate: [authGuardFn],
    loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
  },
  linkCallbackRoute(),
];
