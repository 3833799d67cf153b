import { DOCUMENT } from '@angular/common';
import { Service, inject, signal } from '@angular/core';
import { Router, TitleStrategy } from '@angular/router';
import { chooseLanguage } from './page-language';
import type { Language } from './languages';

/** Fetches texts; the function it resolves to makes new views use them. */
type LoadLanguage = (language: string) => Promise<() => void>;

/** The portal's language. The root view is created anew when it changes (docs/decisions/040). */
@Service()
export class LanguageService {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly titles = inject(TitleStrategy);
  private readonly language = signal(this.document.documentElement.lang || 'en');
  /** Counts choices, so that a slow response does not overwrite a newer one. */
  private turn = 0;

  /** Code of the language. */
  readonly current = this.language.asReadonly();

  /**
   * Switches, and remembers the choice. Resolves to false if a later choice finished first. Rejects if the texts cannot
   * be fetched; nothing has changed then.
   *
   * @param load Tests pass their own.
   */
  async use(
    choice: Pick<Language, 'code' | 'dir'>,
    load: LoadLanguage = async (code) => (await import('./load-language')).loadLanguage(code),
  ): Promise<boolean> {
    const turn = ++this.turn;
    const activate = await load(choice.code);
    if (turn !== this.turn) {
      return false;
    }
    activate();
    chooseLanguage(this.document, choice);
    this.language.set(choice.code);
    this.titles.updateTitle(this.router.routerState.snapshot);
    return true;
  }
}
