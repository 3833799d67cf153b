import { inject } from '@angular/core';
import { CanActivateFn, Routes } from '@angular/router';
import { AuthGuard } from '@auth0/auth0-angular';
import { Home } from './home';
import { Orders } from './orders';

/** A guard of the application's own. */
const mayOrder: CanActivateFn = (route, state) => inject(AuthGuard).canActivate(route, state);

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', canActivate: [mayOrder], component: Orders },
];
