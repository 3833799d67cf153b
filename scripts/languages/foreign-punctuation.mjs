/**
 * Patterns that texts must not contain, by language.
 *
 * @type {Readonly<Record<string, readonly (readonly [pattern: RegExp, why: string])[]>>}
 */
const RULES = {
  de: [
    [/(?<!\u00a0)…/u, 'needs a no-break space before …'],
    [/“[^“„]*”|[«»]/u, 'quotes with „…“'],
  ],
  fr: [
    [/(?<!\u202f)[:;?!»]/u, 'needs a narrow no-break space (U+202F) before : ; ? ! »'],
    [/«(?!\u202f)/u, 'needs a narrow no-break space (U+202F) after «'],
    [/[“”]/u, 'quotes with « … »'],
  ],
  es: [
    [/^[^¿]*\?/u, 'lacks ¿'],
    [/^[^¡]*!/u, 'lacks ¡'],
  ],
  ja: [
    [/[,:;?!()]/u, 'has half-width punctuation'],
    [/[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}]\./u, 'has half-width punctuation'],
    [/[“”]/u, 'quotes with 「…」'],
  ],
  ar: [[/[,;?]/u, 'needs ، ؛ ؟ instead of , ; ?']],
};

/** Names that keep their capital letter within a sentence. */
const NAMES = ['Auth0', 'GitHub', 'Google', 'Onefold'];

/** Languages with sentence case. German capitalizes nouns; the scripts of the others have one case. */
const SENTENCE_CASE = ['en', 'es', 'fr', 'pt'];

/** @type {readonly [pattern: RegExp, why: string]} */
const CAPITAL = [
  new RegExp(`(?<=[\\p{Ll},;] )(?!(?:${NAMES.join('|')})\\b)\\p{Lu}\\p{Ll}`, 'u'),
  'has a capital letter within a sentence',
];

/** Patterns for every language. */
const COMMON = /** @type {const} */ ([
  [/['"]/u, 'has straight quotation marks'],
  [/\.\.\./u, 'has three dots instead of …'],
  [/ {2}|^ | $/u, 'has surplus spaces'],
]);

/**
 * Finds punctuation that readers of a language do not use.
 *
 * @param {string} language
 * @param {Readonly<Record<string, string>>} texts By id; placeholders and the syntax of plurals are left out.
 * @returns {string[]} A sentence each.
 */
export function foreignPunctuation(language, texts) {
  return Object.entries(texts).flatMap(([id, text]) =>
    formsOf(text).flatMap((form) =>
      [...COMMON, ...(SENTENCE_CASE.includes(language) ? [CAPITAL] : []), ...(RULES[language] ?? [])]
        .filter(([pattern]) => pattern.test(form))
        .map(([, reason]) => `${language}: ${id} ${reason}: “${form}”.`),
    ),
  );
}

/**
 * Finds translations that end in another way than their English text, such as a question without its mark, or a button with a
 * full stop.
 *
 * @param {string} language
 * @param {Readonly<Record<string, string>>} english By id.
 * @param {Readonly<Record<string, string>>} translations
 * @returns {string[]} A sentence each.
 */
export function differentEndings(language, english, translations) {
  return Object.entries(english).flatMap(([id, text]) => {
    const translation = translations[id];
    if (translation === undefined) return [];
    const [wanted, found] = [endingOf(text), endingOf(translation)];
    const isFree =
      // A sentence may end with a value where another language has a label.
      [text, translation].some((each) => /\{\$?\w+\}[.。]?$/.test(each)) ||
      // French asks in headings, and Japanese in half sentences without a mark.
      (wanted === 'none' && found === 'question') ||
      (language === 'ja' && ['question', 'colon'].includes(wanted));
    return wanted === found || isFree ? [] : [`${language}: ${id} ends differently: “${text}”, “${translation}”.`];
  });
}

const ENDINGS = /** @type {const} */ ({
  statement: '.。',
  question: '?？؟',
  exclamation: '!！',
  ellipsis: '…',
  colon: ':：',
  comma: ',、،',
});

/** @param {string} text */
function endingOf(text) {
  const last =
    formsOf(text)
      .at(-1)
      ?.replace(/[\s»”“)）」]+$/u, '')
      .at(-1) ?? '';
  return Object.entries(ENDINGS).find(([, marks]) => marks.includes(last))?.[0] ?? 'none';
}

/**
 * The forms of a plural, or the text itself, with a letter for each placeholder.
 *
 * @param {string} text
 */
function formsOf(text) {
  const filled = text.replaceAll(/\{\$?\w+\}/g, 'X');
  const forms = [...filled.matchAll(/\b\w+ \{([^}]*)\}/g)].map(([, form = '']) => form);
  return forms.length > 0 ? forms : [filled];
}
