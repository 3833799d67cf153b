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
      [...COMMON, ...(RULES[language] ?? [])]
        .filter(([pattern]) => pattern.test(form))
        .map(([, reason]) => `${language}: ${id} ${reason}: “${form}”.`),
    ),
  );
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
