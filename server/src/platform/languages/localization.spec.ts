import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, languageOf } from './language.ts';
import { TEXTS, localizationFor } from './localization.ts';
import type { Texts } from './texts/en.ts';

const NAMES = Object.keys(TEXTS.en) as (keyof Texts)[];
/** Texts without words, equal in all languages. */
const SAME_IN_ALL_LANGUAGES: readonly (keyof Texts)[] = [
  'at',
  'mailSubject',
  'browserOn',
  'placeAndBrowser',
  'accountAt',
  'fact',
  'account',
];

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe('A text of the server', () => {
  for (const language of LANGUAGES) {
    it(`exists in ${language}, with the same placeholders`, () => {
      const texts = TEXTS[language];
      expect(Object.keys(texts).sort()).toEqual([...NAMES].sort());
      for (const name of NAMES) {
        expect(texts[name].trim()).withContext(name).not.toBe('');
        expect(placeholders(texts[name])).withContext(name).toEqual(placeholders(TEXTS.en[name]));
        if (language === 'en' || SAME_IN_ALL_LANGUAGES.includes(name)) continue;
        expect(texts[name]).withContext(`${name} is English still`).not.toBe(TEXTS.en[name]);
      }
    });
  }

  it('is used', () => {
    const folder = join(import.meta.dirname, '..', '..');
    const sources = globSync('**/*.ts', {
      cwd: folder,
      exclude: (name) => name === 'texts' || name.endsWith('.spec.ts'),
    })
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    // Names of event texts are composed of the event's type and a suffix.
    const used = (name: string) =>
      sources.includes(`'${name}'`) || sources.includes(`'${name.replace(/(Title|Consequence)$/, '')}',`);
    expect(NAMES.filter((name) => !used(name))).toEqual([]);
  });

  it('is English by default, and never treats a value as a placeholder', () => {
    const { language, direction, translate } = localizationFor(undefined);
    expect([language, direction]).toEqual(['en', 'ltr']);
    expect(translate('mailSubject', { title: '{product}', product: 'p' })).toBe('p: {product}');
    expect(localizationFor('ar').direction).toBe('rtl');
  });

  it('recognizes every spelling of a language tag', () => {
    expect(['pt-BR', 'pt_BR', 'DE', 'nl', '', undefined].map(languageOf)).toEqual(['pt', 'pt', 'de', null, null, null]);
  });
});
