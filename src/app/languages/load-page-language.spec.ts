import { clearTranslations } from '@angular/localize';
import { loadPageLanguage } from './load-page-language';

describe('loadPageLanguage', () => {
  const page = document.implementation.createHTMLDocument();

  afterEach(() => clearTranslations());

  for (const [lang, label] of [
    ['de', 'Sprache:'],
    ['en', 'Language:'],
    ['tlh', 'Language:'],
  ] as const) {
    it(`renders views in the page’s language from the start: ${lang}`, async () => {
      page.documentElement.lang = lang;
      const activate = await loadPageLanguage(page);
      activate();
      expect($localize`:@@app.language.label:Language:`).toBe(label);
    });
  }
});
