import { LANGUAGES, everyText } from './every-text.mjs';
import { missingTerms, readGlossary, unwantedWords } from './glossary.mjs';
import { TRANSLATED_LANGUAGES } from './translated-parts.mjs';

describe('The glossary', () => {
  const { terms, unused } = readGlossary();

  it('has every term in every language', () => {
    expect(terms.length).toBeGreaterThan(10);
    for (const { forms, translations } of terms) {
      expect(Object.keys(translations).sort())
        .withContext(String(forms[0]))
        .toEqual([...TRANSLATED_LANGUAGES].sort());
    }
  });

  for (const language of TRANSLATED_LANGUAGES) {
    it(`finds its terms in the texts in ${language}`, async () => {
      expect(missingTerms(terms, language, await everyText('en'), await everyText(language))).toEqual([]);
    });
  }

  for (const language of LANGUAGES) {
    it(`finds no replaced words in the texts in ${language}`, async () => {
      expect(unwantedWords(unused[language] ?? [], language, await everyText(language))).toEqual([]);
    });
  }

  it('finds a missing term and an unwanted word, but not as a part of another word', () => {
    const [term] = readGlossary(
      '| term | meaning | de |\n|-|-|-|\n| link (linked) | … | verknüpfen (verknüpf) |',
    ).terms;
    const find = (/** @type {string} */ english, /** @type {string} */ german) =>
      missingTerms(term === undefined ? [] : [term], 'de', { a: english }, { a: german });
    expect(find('Not linked', 'Nicht verbunden')).toEqual(['de: a has no word for “link”: “Nicht verbunden”.']);
    expect(find('Not linked', 'Nicht verknüpft')).toEqual([]);
    expect(find('Unlink', 'Trennen')).toEqual([]);
    expect(unwantedWords(['history'], 'en', { a: 'Your history', b: 'prehistory' })).toEqual([
      'en: a says “history”: “Your history”.',
    ]);
  });
});
