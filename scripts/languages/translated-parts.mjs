import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inWorkspace } from '../runtime/workspace.mjs';
import { compiledTexts, readMessages, readStaticMessages } from './read-messages.mjs';

/** Languages with translations; the sources are English. */
export const TRANSLATED_LANGUAGES = /** @type {const} */ (['ar', 'de', 'es', 'fr', 'ja', 'pt']);

/**
 * The two translated parts, each with the folder of its translations.
 *
 * @type {readonly { readonly prefix: string, readonly sources: string, readonly translations: string }[]}
 */
export const PARTS = [
  { prefix: 'onefold.', sources: 'src/linking', translations: 'src/linking/translations' },
  { prefix: 'app.', sources: 'src/app', translations: 'src/app/languages/translations' },
];

/**
 * All messages of a part and their problems.
 *
 * @param {(typeof PARTS)[number]} part
 * @returns {import('./read-messages.mjs').MessageList}
 */
export function messagesOf({ prefix, sources }) {
  const { messages, problems } = readMessages(filesOf(`${sources}/**/*.ts`));
  if (prefix === 'app.') messages.push(...readStaticMessages(inWorkspace('src', 'index.html')));
  return {
    messages,
    problems: [
      ...problems,
      ...compiledTexts(filesOf(`${sources}/**/*.html`)),
      ...messages
        .filter(({ id }) => id !== '' && !id.startsWith(prefix))
        .map(({ id, file }) => `${file}: ${id} must begin with “${prefix}”.`),
    ],
  };
}

/**
 * The translations of a part into a language.
 *
 * @param {(typeof PARTS)[number]} part
 * @param {string} language
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
export async function translationsOf({ translations }, language) {
  const file = inWorkspace(translations, `${language}.ts`);
  const loaded = /** @type {{ default: Readonly<Record<string, string>> }} */ (await import(file));
  return loaded.default;
}

/**
 * @param {string} pattern
 * @returns {Record<string, string>} Text by path in the workspace.
 */
function filesOf(pattern) {
  const paths = globSync(pattern, { cwd: inWorkspace() }).filter((path) => !path.endsWith('.spec.ts'));
  return Object.fromEntries(paths.sort().map((path) => [relative('.', path), readFileSync(inWorkspace(path), 'utf8')]));
}
