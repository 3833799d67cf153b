import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A link of Markdown to another file: its text and its target, without a scheme. */
const LINK = /\[([^\]]+)\]\((?![a-z]+:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g;

/**
 * Replaces each link of a Markdown text to a file outside of the package by the link's text, because the link would be dead on
 * the page of the package.
 *
 * @param {string} text
 * @param {(target: string) => boolean} exists
 * @returns {string}
 */
export function withoutDeadLinks(text, exists) {
  return text.replaceAll(LINK, (link, /** @type {string} */ label, /** @type {string} */ target) =>
    exists(target) ? link : label,
  );
}

/**
 * Removes the dead links of every Markdown file of a package.
 *
 * @param {string} folder The published folder.
 */
export function removeDeadLinks(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      withoutDeadLinks(text, (target) => {
        const path = join(dirname(file), target);
        return path.startsWith(folder) && existsSync(path);
      }),
    );
  }
}
