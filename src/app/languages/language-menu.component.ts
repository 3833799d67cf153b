import { NgComponentOutlet } from '@angular/common';
import { Component, type ElementRef, type Type, inject, input, viewChild } from '@angular/core';
import { LanguageService } from './language.service';
import { LANGUAGES } from './languages';

/** Shows the language of the page, and opens the list of the others. `index.html` has the same menu, for the home page without Angular. */
@Component({
  selector: 'app-language-menu',
  imports: [NgComponentOutlet],
  templateUrl: './language-menu.component.html',
})
export class LanguageMenuComponent {
  protected readonly text = { label: $localize`:@@app.language.label:Language:` };

  /** `LanguageMenuPanelComponent`, once it is fetched. */
  readonly panel = input.required<Type<unknown> | null>();

  private readonly code = inject(LanguageService).current();
  protected readonly current = LANGUAGES.find(({ code }) => code === this.code) ?? LANGUAGES[0];
  protected readonly inputs = { close: (): void => this.menu().nativeElement.hidePopover() };
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');
}
