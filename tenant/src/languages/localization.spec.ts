import { EN, type Texts } from './texts/en.ts';
import { TEXTS, localizationFor } from './localization.ts';

const NAMES = Object.keys(EN) as (keyof Texts)[];
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe('The texts of the sign-in pages', () => {
  for (const [language, texts] of TEXTS) {
    it(`are complete in ${language}, with the same placeholders`, () => {
      expect(Object.keys(texts)).toEqual(NAMES);
      for (const name of NAMES) {
        expect(texts[name].trim()).withContext(name).not.toBe('');
        expect(placeholders(texts[name])).withContext(name).toEqual(placeholders(EN[name]));
      }
    });
  }

  it('are English where no supported language is named', () => {
    for (const uiLocales of [undefined, '', 'nl xx', 'english']) {
      expect(localizationFor(uiLocales).say('cancel')).withContext(String(uiLocales)).toBe('Cancel');
    }
  });

  it('never treat a value as a placeholder', () => {
    expect(localizationFor('fr').say('signInTo', { client: '{client}' })).toBe('Se connecter à {client}');
  });
});
