import { DOCUMENT } from '@angular/common';
import { ApplicationRef, Component, inject, input, signal } from '@angular/core';
import { LanguageService } from './language.service';
import { LANGUAGES, type Language } from './languages';

/** The languages, each by its own name; fetched after the first paint. */
@Component({
  selector: 'app-language-menu-panel',
  templateUrl: './language-menu-panel.component.html',
})
export class LanguageMenuPanelComponent {
  protected readonly text = {
    failed: $localize`:@@app.language.failed:We couldn’t load this language. Check your connection and try again.`,
  };

  private readonly service = inject(LanguageService);
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);

  readonly close = input.required<() => void>();

  protected readonly languages = LANGUAGES;
  protected readonly current = this.service.current();
  /** Code of the language that is being fetched. */
  protected readonly loading = signal<string | null>(null);
  protected readonly failed = signal(false);

  protected async choose(language: Language): Promise<void> {
    this.failed.set(false);
    if (language.code === this.current) {
      this.close()();
      return;
    }
    this.loading.set(language.code);
    try {
      if (await this.service.use(language)) {
        // By then this view has been destroyed and replaced.
        await this.application.whenStable();
        this.document.getElementById('language-opener')?.focus();
      }
    } catch {
      // Offline, or a newer version is on the server: the menu stays open and reports it.
      this.loading.set(null);
      this.failed.set(true);
    }
  }
}
