import { Routes } from '@angular/router';
import { authGuard } from '@onefold/angular';
import { linkCallbackRoute } from '@onefold/angular/direct';
import { Home } from './home';
import { SigningIn } from './signing-in';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  {
    path: 'profile',
    canActivate: [authGuard],
    loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
  },
  { path: 'callback', component: SigningIn },
  linkCallbackRoute(),
];
