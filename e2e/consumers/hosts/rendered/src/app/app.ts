import { Component, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { AuthService } from '@onefold/angular';

@Component({
  selector: 'app-root',
  imports: [RouterLink, RouterOutlet],
  template: `
    <header>
      <a routerLink="/">Home</a>
      <a routerLink="/profile">Profile</a>
      @switch (auth.status()) {
        @case ('authenticated') {
          {{ auth.user()?.name }} <button type="button" (click)="auth.logout()">Sign out</button>
        }
        @case ('anonymous') {
          <button type="button" (click)="auth.login()">Sign in</button>
        }
      }
    </header>
    <main><router-outlet /></main>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);
}
