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
          <button type="button" (click)="auth.logout()">Log out</button>
        }
        @case ('anonymous') {
          <button type="button" (click)="auth.login()">Log in</button>
        }
      }
    </header>
    <main><router-outlet /></main>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);
}
