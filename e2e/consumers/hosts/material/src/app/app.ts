import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatToolbar } from '@angular/material/toolbar';
import { RouterLink, RouterOutlet } from '@angular/router';
import { AuthService } from '@onefold/angular';

@Component({
  selector: 'app-root',
  imports: [MatButton, MatToolbar, RouterLink, RouterOutlet],
  template: `
    <mat-toolbar>
      <a matButton routerLink="/">Home</a>
      <a matButton routerLink="/profile">Profile</a>
      @if (auth.user()) {
        <button matButton="filled" type="button" (click)="auth.logout()">Sign out</button>
      }
    </mat-toolbar>
    <main><router-outlet /></main>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);
}
