import { LANGUAGES, everyText } from './every-text.mjs';
import { contradictions, checkTranslations } from './check-translations.mjs';
import { PARTS, TRANSLATED_LANGUAGES, messagesOf, translationsOf } from './translated-parts.mjs';
import { differentEndings, foreignPunctuation } from './foreign-punctuation.mjs';
import { compiledTexts, readMessages, readStaticMessages } from './read-messages.mjs';

for (const part of PARTS) {
  describe(`the texts of ${part.sources}`, () => {
    const { messages, problems } = messagesOf(part);

    it('have ids and are evaluated when a view is created', () => {
      expect(messages.length).toBeGreaterThan(10);
      expect(problems).toEqual([]);
    });

    it('are equal if they have the same id', () => {
      expect(contradictions(messages)).toEqual([]);
    });

    for (const language of TRANSLATED_LANGUAGES) {
      it(`are complete in ${language}, with their placeholders and plurals, and without unused ones`, async () => {
        expect(checkTranslations(language, messages, await translationsOf(part, language))).toEqual([]);
      });
    }
  });
}

describe('The punctuation', () => {
  for (const language of LANGUAGES) {
    it(`of the texts in ${language} follows the rules of the language`, async () => {
      expect(foreignPunctuation(language, await everyText(language))).toEqual([]);
    });
  }

  for (const language of TRANSLATED_LANGUAGES) {
    it(`at the end of the texts in ${language} is the same as in English`, async () => {
      expect(differentEndings(language, await everyText('en'), await everyText(language))).toEqual([]);
    });
  }

  for (const [language, english, wrong, right] of /** @type {const} */ ([
    ['de', 'Saved.', 'Gespeichert', 'Gespeichert.'],
    ['de', 'Save', 'Speichern.', 'Speichern'],
    ['es', 'Not you?', '¿No fue usted', '¿No fue usted?'],
    ['fr', 'What to do next', 'Que faire.', 'Que faire\u202f?'],
    ['ja', 'Loading…', '読み込み中。', '読み込み中…'],
    ['ar', 'Show “{$a}”.', 'عرض «{$a}»', 'عرض «{$a}».'],
    ['pt', 'one {# entry.} other {# entries.}', 'one {# item} other {# itens}', 'one {# item.} other {# itens.}'],
  ])) {
    it(`at the end of ${wrong} in ${language} differs from “${english}”`, () => {
      expect(differentEndings(language, { a: english }, { a: wrong })).toHaveSize(1);
      expect(differentEndings(language, { a: english }, { a: right })).toEqual([]);
    });
  }

  const find = (/** @type {string} */ language, /** @type {string} */ text) =>
    foreignPunctuation(language, { a: text });

  for (const [language, wrong, right] of /** @type {const} */ ([
    ['en', "It's", 'It’s'],
    ['en', 'Your Profile', 'Your GitHub profile'],
    ['pt', 'Mesclar Contas', 'Mesclar contas'],
    ['de', 'Warten…', 'Warten\u00a0…'],
    ['fr', 'Lier {$name} ?', 'Lier {$name}\u202f?'],
    ['fr', '« oui »', '«\u202foui\u202f»'],
    ['es', 'Listo?', '¿Listo?'],
    ['ja', '完了:', '完了：'],
    ['ja', '完了.', '完了。'],
    ['ar', 'تم?', 'تم؟'],
  ])) {
    it(`finds ${wrong} in ${language}`, () => {
      expect(find(language, wrong)).not.toEqual([]);
      expect(find(language, right)).toEqual([]);
    });
  }

  it('is checked in each form of a plural', () => {
    expect(find('fr', 'one {Un : #} other {Deux\u202f: # {$all}}')).toHaveSize(1);
  });
});

describe('readMessages', () => {
  const read = (/** @type {string} */ text) => readMessages({ 'a.ts': text });

  it('reads ids, texts and placeholders', () => {
    const { messages, problems } = read(
      'class A { text = $localize`:@@a.one:One`; two = (n) => $localize`:@@a.two:${n}:count: of ${m}:all: here`; }',
    );
    expect(messages).toEqual([
      { id: 'a.one', text: 'One', file: 'a.ts' },
      { id: 'a.two', text: '{$count} of {$all} here', file: 'a.ts' },
    ]);
    expect(problems).toEqual([]);
  });

  for (const early of ['const a = $localize`:@@a:A`;', 'class A { static a = $localize`:@@a:A`; }']) {
    it(`rejects a text that is evaluated only once: ${early}`, () => {
      expect(read(early).problems).toEqual([
        'a.ts evaluates a when the file loads, before the language is known: move it into a function.',
      ]);
    });
  }

  it('rejects a message without an id', () => {
    expect(read('const a = () => $localize`A`;').problems).toEqual(['a.ts has a message without an id: “A”.']);
  });

  it('reads contents and names of the static page', () => {
    const html = '<nav aria-label="Main" data-text="a.nav"><a href="/" data-text="a.home">\n  Home\n page</a></nav>';
    expect(readStaticMessages('index.html', html).map(({ id, text }) => [id, text])).toEqual([
      ['a.nav', 'Main'],
      ['a.home', 'Home page'],
    ]);
  });

  it('rejects i18n attributes', () => {
    const files = {
      'a.html': '<p i18n="@@a">A</p>',
      'b.html': '<p i18n-title="@@b" title="B"></p>',
      'c.html': '<p>i18n </p>',
    };
    expect(compiledTexts(files).map((problem) => problem.slice(0, 6))).toEqual(['a.html', 'b.html']);
  });
});

describe('checkTranslations', () => {
  const file = 'a.ts';
  const check = (/** @type {string} */ text, /** @type {Record<string, string>} */ translations, language = 'de') =>
    checkTranslations(language, [{ id: 'a', text, file }], translations);

  it('accepts a complete translation', () => {
    expect(check('{$a} of {$b}', { a: 'von {$b}: {$a}' })).toEqual([]);
  });

  it('finds missing, unused and empty texts, and lost placeholders', () => {
    expect(check('A', {})).toEqual(['de: a is missing.']);
    expect(check('A', { a: 'A', b: 'B' })).toEqual(['de: b is not used by any source: remove it.']);
    expect(check('A', { a: ' ' })).toEqual(['de: a is empty.']);
    expect(check('{$a}', { a: '{$b}' })).toEqual(['de: a must have the same placeholders: “{$a}”, “{$b}”.']);
  });

  it('requires the plural forms of each language', () => {
    const text = 'one {# change} other {# changes}';
    expect(check(text, { a: 'one {#} other {#}' }, 'ar')).toEqual([
      'ar: a needs the plural forms zero, two, few, many.',
    ]);
    expect(check(text, { a: 'other {#}' }, 'ja')).toEqual([]);
    expect(check(text, { a: 'one {#} other {#}' }, 'fr')).toEqual([]);
    expect(check(text, { a: '#' })).toEqual(['de: a needs the plural forms other, one.']);
    expect(check('A', { a: 'one {#} other {#}' })).toEqual(['de: a has plural forms, but the message has none.']);
  });

  it('finds an id with two different texts', () => {
    expect(
      contradictions([
        { id: 'a', text: 'A', file },
        { id: 'a', text: 'B', file: 'b.ts' },
      ]),
    ).toEqual(['a is “A” in a.ts and “B” in b.ts.']);
  });
});
