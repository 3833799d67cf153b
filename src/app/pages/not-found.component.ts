import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** The page of every address that the portal does not have. */
@Component({
  selector: 'app-not-found',
  imports: [RouterLink],
  template: `
    <section aria-labelledby="not-found">
      <h1 id="not-found">{{ text.title }}</h1>
      <p>{{ text.why }}</p>
      <a class="button primary" routerLink="/">{{ text.home }}</a>
    </section>
  `,
  styleUrl: './page.css',
})
export class NotFoundComponent {
  protected readonly text = {
    title: $localize`:@@app.notFound.title:Page not found`,
    why: $localize`:@@app.notFound.text:There’s no page at this address. The link may be old or incomplete.`,
    home: $localize`:@@app.notFound.home:Go to the home page`,
  };
}
