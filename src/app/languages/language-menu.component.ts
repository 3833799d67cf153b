import { DOCUMENT } from '@angular/common';
import { ApplicationRef, Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { LanguageService } from './language.service';
import { LANGUAGES, type Language } from './languages';

/** The languages, each by its own name. `index.html` has the same menu, for the home page without Angular. */
@Component({
  selector: 'app-language-menu',
  templateUrl: './language-menu.component.html',
})
export class LanguageMenuComponent {
  protected readonly text = {
    label: $localize`:@@app.language.label:Language:`,
    failed: $localize`:@@app.language.failed:This language could not be loaded. Check your connection and try again.`,
  };

  private readonly service = inject(LanguageService);
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);

  protected readonly languages = LANGUAGES;
  protected readonly current = LANGUAGES.find(({ code }) => code === this.service.current()) ?? LANGUAGES[0];
  /** Code of the language that is being fetched. */
  protected readonly loading = signal<string | null>(null);
  protected readonly failed = signal(false);
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  protected async choose(language: Language): Promise<void> {
    this.failed.set(false);
    if (language === this.current) {
      this.menu().nativeElement.hidePopover();
      return;
    }
    this.loading.set(language.code);
    try {
      if (await this.service.use(language)) {
        // This view is gone by then, and another has taken its place.
        await this.application.whenStable();
        this.document.getElementById('language-opener')?.focus();
      }
    } catch {
      // Offline, or a newer version is on the server: the menu says so and stays.
      this.loading.set(null);
      this.failed.set(true);
    }
  }
}
