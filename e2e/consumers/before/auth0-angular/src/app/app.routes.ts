import { Routes } from '@angular/router';
import { authGuardFn } from '@auth0/auth0-angular';
import { Home } from './home';
import { Orders } from './orders';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', canActivate: [authGuardFn], component: Orders },
];
