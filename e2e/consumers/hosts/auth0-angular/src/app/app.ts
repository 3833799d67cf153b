import { AsyncPipe } from '@angular/common';
import { Component, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { AuthService } from '@auth0/auth0-angular';

@Component({
  selector: 'app-root',
  imports: [AsyncPipe, RouterLink, RouterOutlet],
  template: `
    <header>
      <a routerLink="/">Home</a>
      <a routerLink="/orders">Orders</a>
      <a routerLink="/profile">Profile</a>
      @if (auth.isAuthenticated$ | async) {
        <button type="button" (click)="logout()">Sign out</button>
      }
    </header>
    <main><router-outlet /></main>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);

  protected logout(): void {
    this.auth.logout({ logoutParams: { returnTo: location.origin } }).subscribe();
  }
}
