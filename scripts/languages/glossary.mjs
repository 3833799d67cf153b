import { readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

/**
 * A term and its translations, each given as the beginnings of words.
 *
 * @typedef {{ readonly forms: readonly string[], readonly translations: Readonly<Record<string, readonly string[]>> }} Term
 */

/** `{$name}` of messages, `{name}` of server and tenant. */
const PLACEHOLDER = /\{\$?\w+\}/g;

/**
 * Reads `docs/glossary.md`.
 *
 * @param {string} [text]
 * @returns {{ terms: Term[], unused: Readonly<Record<string, readonly string[]>> }}
 */
export function readGlossary(text = readFileSync(inWorkspace('docs', 'glossary.md'), 'utf8')) {
  const [terms = [], unused = []] = text.split(/^## /m).map(rowsOf);
  const [header = [], , ...rows] = terms;
  return {
    terms: rows.map(([term = '', , ...cells]) => ({
      forms: [named(term), ...formsOf(term)],
      translations: Object.fromEntries(cells.map((cell, index) => [header[index + 2], matchesOf(cell)])),
    })),
    unused: Object.fromEntries(unused.slice(2).map(([language = '', words = '']) => [language, listOf(words)])),
  };
}

/**
 * Finds translations that lack the term for a word of their English text.
 *
 * @param {readonly Term[]} terms
 * @param {string} language
 * @param {Readonly<Record<string, string>>} english By id.
 * @param {Readonly<Record<string, string>>} translations
 * @returns {string[]} A sentence each.
 */
export function missingTerms(terms, language, english, translations) {
  return Object.entries(english).flatMap(([id, text]) => {
    const translation = translations[id]?.replaceAll(PLACEHOLDER, '').toLowerCase();
    if (translation === undefined) return [];
    const words = text.replaceAll(PLACEHOLDER, '');
    return terms
      .filter(({ forms }) => forms.some((form) => containsWord(words, form)))
      .filter((term) => !(term.translations[language] ?? []).some((word) => translation.includes(word.toLowerCase())))
      .map(({ forms }) => `${language}: ${id} has no word for “${forms[0] ?? ''}”: “${translations[id] ?? ''}”.`);
  });
}

/**
 * Finds texts with a word that the glossary replaces.
 *
 * @param {readonly string[]} words
 * @param {string} language
 * @param {Readonly<Record<string, string>>} texts
 * @returns {string[]} A sentence each.
 */
export function unwantedWords(words, language, texts) {
  return Object.entries(texts).flatMap(([id, text]) =>
    words
      .filter((word) => containsWord(text.replaceAll(PLACEHOLDER, ''), word))
      .map((word) => `${language}: ${id} says “${word}”: “${text}”.`),
  );
}

/**
 * Japanese has no spaces between its words.
 *
 * @param {string} text
 * @param {string} word
 */
function containsWord(text, word) {
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(word)) return text.includes(word);
  return new RegExp(`(?<![\\p{L}-])${word}(?![\\p{L}-])`, 'iu').test(text);
}

/** @param {string} text */
function rowsOf(text) {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** @param {string} cell */
function named(cell) {
  return cell.replace(/\s*\(.*\)$/, '');
}

/** @param {string} cell */
function formsOf(cell) {
  return listOf(/\((.*)\)$/.exec(cell)?.[1] ?? '');
}

/** @param {string} cell */
function matchesOf(cell) {
  const forms = formsOf(cell);
  return forms.length > 0 ? forms : [cell];
}

/** @param {string} text */
function listOf(text) {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
