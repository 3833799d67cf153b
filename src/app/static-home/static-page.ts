import { chooseLanguage } from '../languages/page-language';
import { portalTranslations } from '../languages/portal-translations';

/** Translates the static page of `index.html`, which is shown before Angular (on the home page: instead of it). */
export class StaticPage {
  private readonly page: Document;
  private readonly load: typeof portalTranslations;
  /** The English texts of its elements. */
  private readonly english: ReadonlyMap<Element, string>;
  /** Counts changes, so that a slow response does not overwrite a newer one. */
  private turn = 0;

  /** @param load Tests pass their own. */
  constructor(page: Document, load = portalTranslations) {
    this.page = page;
    this.load = load;
    this.english = new Map([...page.querySelectorAll('[data-text]')].map((element) => [element, textOf(element)]));
  }

  /** Translates into the language that `boot.js` has chosen. Rejects if its translation cannot be fetched. */
  async translate(): Promise<void> {
    await this.show(this.page.documentElement.lang);
  }

  /** Switches to the language of a menu button. Rejects if its translation cannot be fetched. */
  async choose({ lang, dir }: HTMLElement): Promise<void> {
    if (await this.show(lang)) {
      chooseLanguage(this.page, { code: lang, dir });
      this.showChosen();
    }
  }

  private async show(language: string): Promise<boolean> {
    const turn = ++this.turn;
    const texts = await this.load(language);
    if (turn !== this.turn) {
      return false;
    }
    for (const [element, english] of this.english) {
      write(element, texts?.[element.getAttribute('data-text') ?? ''] ?? english);
    }
    this.showChosen();
    return true;
  }

  /** Marks the language in the menu, and names it on the button that opens the menu. */
  private showChosen(): void {
    const { lang } = this.page.documentElement;
    for (const button of this.page.querySelectorAll<HTMLElement>('.static-header button[lang]')) {
      button.ariaCurrent = String(button.lang === lang);
    }
    const chosen = this.page.querySelector('.static-header [aria-current="true"]');
    this.page.querySelector('.static-header .language-name')?.replaceChildren(chosen?.textContent ?? '');
  }
}

function textOf(element: Element): string {
  return element.ariaLabel ?? element.textContent;
}

function write(element: Element, text: string): void {
  if (element.ariaLabel === null) element.textContent = text;
  else element.ariaLabel = text;
}
