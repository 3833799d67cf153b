import { NgModule } from '@angular/core';
import { RouterModule, Routes } from '@angular/router';
import { authGuard } from '@onefold/angular';
import { Home } from './home';
import { SigningIn } from './signing-in';

const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  {
    path: 'profile',
    canActivate: [authGuard],
    loadComponent: () => import('@onefold/angular/profile').then((m) => m.ProfileComponent),
  },
  { path: 'callback', component: SigningIn },
];

@NgModule({ imports: [RouterModule.forRoot(routes)], exports: [RouterModule] })
export class AppRoutingModule {}
