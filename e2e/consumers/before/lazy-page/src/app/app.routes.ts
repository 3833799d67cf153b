import { Routes } from '@angular/router';
import { Home } from './home';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'orders', loadComponent: () => import('./orders').then((m) => m.Orders) },
];
