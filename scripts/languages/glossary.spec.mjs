import { TEXTS as SERVER } from '../../server/src/platform/languages/speech.ts';
import { TEXTS as TENANT } from '../../tenant/src/words/words.ts';
import { missingTerms, readGlossary, unwantedWords } from './glossary.mjs';
import { PARTS, TRANSLATED, messagesOf, translationsOf } from './portal-messages.mjs';

/**
 * All texts of a language, by id.
 *
 * @param {'en' | (typeof TRANSLATED)[number]} language
 * @returns {Promise<Record<string, string>>}
 */
async function textsOf(language) {
  const pages = await Promise.all(
    PARTS.map(async (part) =>
      language === 'en'
        ? Object.fromEntries(messagesOf(part).messages.map(({ id, text }) => [id, text]))
        : translationsOf(part, language),
    ),
  );
  const prefixed = (/** @type {string} */ prefix, /** @type {Readonly<Record<string, string>>} */ texts) =>
    Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${prefix}.${id}`, text]));
  return Object.assign(
    {},
    ...pages,
    prefixed('server', SERVER[language]),
    prefixed('tenant', TENANT.get(language) ?? {}),
  );
}

describe('the glossary', () => {
  const { terms, unused } = readGlossary();

  it('has every term in every language', () => {
    expect(terms.length).toBeGreaterThan(10);
    for (const { forms, translations } of terms) {
      expect(Object.keys(translations).sort())
        .withContext(String(forms[0]))
        .toEqual([...TRANSLATED].sort());
    }
  });

  for (const language of TRANSLATED) {
    it(`has the terms that the texts in ${language} use`, async () => {
      expect(missingTerms(terms, language, await textsOf('en'), await textsOf(language))).toEqual([]);
    });
  }

  for (const language of /** @type {const} */ (['en', ...TRANSLATED])) {
    it(`keeps other words out of the texts in ${language}`, async () => {
      expect(unwantedWords(unused[language] ?? [], language, await textsOf(language))).toEqual([]);
    });
  }

  it('finds a missing term and an unwanted word, but not within another word', () => {
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
