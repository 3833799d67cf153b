import { inject } from '@angular/core';
import { CanActivateFn, Routes } from '@angular/router';
import { AuthGuard, authGuardFn } from '@auth0/auth0-angular';
import { linkCallbackRoute } from '@onefold/angular/direct';
import { Home } from './home';
import { Orders } from './orders';

/** A guard of the application's own, which Onefold cannot recognize. */
const mayOrder: CanActivateFn = (route, state) => inject(AuthGuard).canActivate(route, state);

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', canActivate: [mayOrder], component: Orders },
  {
    path: 'profile',
    canActivate: [authGuardFn],
    loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
  },
  linkCallbackRoute(),
];
