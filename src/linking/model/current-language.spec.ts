import { clearTranslations, loadTranslations } from '@angular/localize';
import { currentLanguage } from './current-language';

describe('currentLanguage', () => {
  const before = document.documentElement.lang;
  afterEach(() => {
    clearTranslations();
    document.documentElement.lang = before;
  });

  it('is English with the user’s region', () => {
    const english = navigator.languages.find((tag) => tag.startsWith('en'));
    expect(currentLanguage()).toBe(english ?? 'en');
  });

  it('is the language of the translations', () => {
    loadTranslations({ 'onefold.language': 'ja' });
    expect(currentLanguage()).toBe('ja');
  });

  it('takes the region from the page if the browser has none', () => {
    document.documentElement.lang = 'pt-PT';
    loadTranslations({ 'onefold.language': 'pt' });
    expect(currentLanguage()).toBe('pt-PT');
  });

  it('skips a tag that Intl rejects, as Chromium reports without a locale of the system', () => {
    spyOnProperty(navigator, 'languages').and.returnValue(['en-US@posix', 'en_US', 'en-IE']);
    expect(currentLanguage()).toBe('en-IE');
  });

  it('follows the texts if the page declares another language', () => {
    document.documentElement.lang = 'fr';
    loadTranslations({ 'onefold.language': 'de' });
    expect(currentLanguage()).toBe('de');
  });
});
