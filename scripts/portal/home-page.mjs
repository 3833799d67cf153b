import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readMessages } from '../languages/read-messages.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** The page that the browser shows before Angular starts, or without it. */
export const INDEX = inWorkspace('src', 'index.html');

const COMPONENT = 'src/app/home/home.component';

/**
 * Writes the template and texts of `HomeComponent` into the static home page.
 *
 * @param {string} index Text of `index.html`; only its home page is replaced.
 * @returns {Promise<string>}
 */
export async function withHomePage(index) {
  const [template, source] = ['html', 'ts'].map((type) => readFileSync(inWorkspace(`${COMPONENT}.${type}`), 'utf8'));
  const texts = new Map(readMessages({ [COMPONENT]: source ?? '' }).messages.map(({ id, text }) => [id, text]));
  const home = (template ?? '')
    .replace(/>\{\{ text\.(\w+) \}\}</g, (_, /** @type {string} */ key) => {
      const id = `app.home.${key}`;
      const text = texts.get(id);
      if (text === undefined) throw new Error(`${COMPONENT}.ts has no text ${id}.`);
      return ` data-text="${id}">${text}<`;
    })
    .replaceAll('routerLink=', 'href=');
  const [syntax] = /\{\{|\(\w+\)=|\[[\w.]+\]=|@\w+ \(/.exec(home) ?? [];
  if (syntax !== undefined) throw new Error(`${COMPONENT}.html: a static page cannot show "${syntax}".`);
  const written = index.replace(
    /(<div class="home">)[^]*(<\/div>\s*<p class="waiting")/,
    (_, /** @type {string} */ before, /** @type {string} */ after) => before + home + after,
  );
  return format(written, { ...(await resolveConfig(INDEX)), parser: 'html' });
}
