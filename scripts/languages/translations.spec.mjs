import { LANGUAGES, everyText } from './every-text.mjs';
import { contradictions, judgeTranslations } from './judge-translations.mjs';
import { PARTS, TRANSLATED, messagesOf, translationsOf } from './portal-messages.mjs';
import { foreignPunctuation } from './punctuation.mjs';
import { compiledTexts, readMessages, readStaticMessages } from './read-messages.mjs';

for (const part of PARTS) {
  describe(`the texts of ${part.sources}`, () => {
    const { messages, problems } = messagesOf(part);

    it('each have an id and are evaluated when a view is created', () => {
      expect(messages.length).toBeGreaterThan(10);
      expect(problems).toEqual([]);
    });

    it('are equal if they have the same id', () => {
      expect(contradictions(messages)).toEqual([]);
    });

    for (const language of TRANSLATED) {
      it(`are complete in ${language}, with their placeholders and plurals, and without unused ones`, async () => {
        expect(judgeTranslations(language, messages, await translationsOf(part, language))).toEqual([]);
      });
    }
  });
}

describe('the punctuation', () => {
  for (const language of LANGUAGES) {
    it(`of the texts in ${language} follows the rules of the language`, async () => {
      expect(foreignPunctuation(language, await everyText(language))).toEqual([]);
    });
  }

  const find = (/** @type {string} */ language, /** @type {string} */ text) =>
    foreignPunctuation(language, { a: text });

  for (const [language, wrong, right] of /** @type {const} */ ([
    ['en', "It's", 'It’s'],
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
      expect(read(early).problems).toEqual(['a.ts evaluates a once, when it is loaded: too early.']);
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

describe('judgeTranslations', () => {
  const file = 'a.ts';
  const judge = (/** @type {string} */ text, /** @type {Record<string, string>} */ translations, language = 'de') =>
    judgeTranslations(language, [{ id: 'a', text, file }], translations);

  it('accepts a complete translation', () => {
    expect(judge('{$a} of {$b}', { a: 'von {$b}: {$a}' })).toEqual([]);
  });

  it('finds missing, unused and empty texts, and lost placeholders', () => {
    expect(judge('A', {})).toEqual(['de: a is missing.']);
    expect(judge('A', { a: 'A', b: 'B' })).toEqual(['de: b is not a message of the sources.']);
    expect(judge('A', { a: ' ' })).toEqual(['de: a is empty.']);
    expect(judge('{$a}', { a: '{$b}' })).toEqual(['de: a has other placeholders: “{$a}”, “{$b}”.']);
  });

  it('requires the plural forms of each language', () => {
    const text = 'one {# change} other {# changes}';
    expect(judge(text, { a: 'one {#} other {#}' }, 'ar')).toEqual(['ar: a lacks the plural zero, two, few, many.']);
    expect(judge(text, { a: 'other {#}' }, 'ja')).toEqual([]);
    expect(judge(text, { a: 'one {#} other {#}' }, 'fr')).toEqual([]);
    expect(judge(text, { a: '#' })).toEqual(['de: a lacks the plural other, one.']);
    expect(judge('A', { a: 'one {#} other {#}' })).toEqual(['de: a has plural forms, but the message has none.']);
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
