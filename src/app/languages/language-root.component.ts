import { Component, inject } from '@angular/core';
import { AppComponent } from '../app.component';
import { LanguageService } from './language.service';

/**
 * The application in the current language. Texts are evaluated when a view is created, so another language is a
 * new view; services, and with them the session, the profile and a running link attempt, stay.
 */
@Component({
  selector: 'app-root',
  imports: [AppComponent],
  template: `@for (language of [current()]; track language) {
    <app-shell />
  }`,
})
export class LanguageRootComponent {
  protected readonly current = inject(LanguageService).current;
}
