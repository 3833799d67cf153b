/** @typedef {import('./read-messages.mjs').Message} Message */

/** Numbers for the plural forms that occur here; omits the French form for millions. */
const COUNTS = [...Array(1000).keys()];

/**
 * Finds problems in the translations of one language.
 *
 * @param {string} language
 * @param {readonly Message[]} messages
 * @param {Readonly<Record<string, string>>} translations
 * @returns {string[]} A sentence each.
 */
export function checkTranslations(language, messages, translations) {
  const texts = new Map(messages.map(({ id, text }) => [id, text]));
  return [
    ...[...texts.keys()].filter((id) => !Object.hasOwn(translations, id)).map((id) => `${language}: ${id} is missing.`),
    ...Object.keys(translations)
      .filter((id) => !texts.has(id))
      .map((id) => `${language}: ${id} is not used by any source: remove it.`),
    ...[...texts].flatMap(([id, text]) => {
      const translation = translations[id];
      return translation === undefined
        ? []
        : problemsOf(language, text, translation).map((reason) => `${language}: ${id} ${reason}`);
    }),
  ];
}

/**
 * Messages with one id and two texts.
 *
 * @param {readonly Message[]} messages
 * @returns {string[]} A sentence each.
 */
export function contradictions(messages) {
  /** @type {Map<string, Message>} */
  const seen = new Map();
  return messages.flatMap((message) => {
    const other = seen.get(message.id) ?? message;
    seen.set(message.id, other);
    return other.text === message.text
      ? []
      : [`${message.id} is “${other.text}” in ${other.file} and “${message.text}” in ${message.file}.`];
  });
}

/**
 * @param {string} language
 * @param {string} text
 * @param {string} translation
 * @returns {string[]}
 */
function problemsOf(language, text, translation) {
  if (translation.trim() === '') return ['is empty.'];
  const problems = [];
  if (String(placeholders(text)) !== String(placeholders(translation))) {
    problems.push(`must have the same placeholders: “${text}”, “${translation}”.`);
  }
  if (/\bother \{/.test(text)) {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(COUNTS.map((count) => rules.select(count)));
    const missingForms = [...needed].filter((category) => !new RegExp(`\\b${category} \\{[^}]+\\}`).test(translation));
    if (missingForms.length > 0) problems.push(`needs the plural forms ${missingForms.join(', ')}.`);
  } else if (/\bother \{/.test(translation)) {
    problems.push('has plural forms, but the message has none.');
  }
  return problems;
}

/** @param {string} text */
function placeholders(text) {
  return [...new Set([...text.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name))].sort();
}
