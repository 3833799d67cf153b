import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inWorkspace } from '../runtime/workspace.mjs';
import { PARTS, TRANSLATED_LANGUAGES, messagesOf } from './translated-parts.mjs';

/**
 * Adds every missing text to every file of translations, in order and empty: `npm run check` names those that are still empty.
 *
 * @returns {string[]} A line for each text that was added.
 */
export function insertMissingTexts() {
  return tables().flatMap(({ folder, keys }) =>
    TRANSLATED_LANGUAGES.flatMap((language) => {
      const path = `${folder}/${language}.ts`;
      const source = readFileSync(inWorkspace(path), 'utf8');
      const { text, added } = insertMissing(source, keys);
      if (added.length > 0) writeFileSync(inWorkspace(path), text);
      return added.map((key) => `${path}: ${key}`);
    }),
  );
}

/**
 * Every folder of translations with the keys of its files in order. The keys come from the messages in the sources for Angular
 * code, and from `en.ts` for the server and the tenant.
 */
function tables() {
  const angular = PARTS.map((part) => ({
    folder: part.translations,
    keys: [...new Set(messagesOf(part).messages.map(({ id }) => id))].sort(),
  }));
  const node = globSync('{server,tenant}/src/**/en.ts', { cwd: inWorkspace() }).map((english) => ({
    folder: dirname(english),
    keys: keysOf(readFileSync(inWorkspace(english), 'utf8')).map(({ key }) => key),
  }));
  return [...angular, ...node];
}

/**
 * Adds the missing keys to a file of translations, each before the next existing key.
 *
 * @param {string} source
 * @param {readonly string[]} keys All keys in order.
 */
export function insertMissing(source, keys) {
  const present = new Map(keysOf(source).map(({ key, line }) => [key, line]));
  const lines = source.split('\n');
  /** @type {string[]} */
  const added = [];
  // From the end, so that the preceding line numbers stay valid.
  let before = lines.lastIndexOf('};');
  for (const key of [...keys].reverse()) {
    const line = present.get(key);
    if (line === undefined) {
      lines.splice(before, 0, `  ${/^\w+$/.test(key) ? key : `'${key}'`}: '',`);
      added.unshift(key);
    } else {
      before = line;
    }
  }
  return { text: lines.join('\n'), added };
}

/**
 * The keys of a file of texts, and the lines on which they begin.
 *
 * @param {string} source
 */
function keysOf(source) {
  return source.split('\n').flatMap((text, line) => {
    const [, quoted, plain] = /^ {2}(?:'([^']+)'|(\w+)):/.exec(text) ?? [];
    const key = quoted ?? plain;
    return key === undefined ? [] : [{ key, line }];
  });
}
