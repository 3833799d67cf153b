import { Component, inject } from '@angular/core';
import { AuthService } from '@onefold/angular';

@Component({ selector: 'app-root', standalone: false, templateUrl: './app.html' })
export class App {
  protected readonly auth = inject(AuthService);
}
