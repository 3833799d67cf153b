/**
 * `npm run screens`: takes a picture of every state of every screen from real processes, in both themes, at two widths, in English
 * and (right-to-left) Arabic. Writes them into `.cache/screens`, with a page that shows them. `-- NAME …` takes only the named
 * states; `-- --docs` takes those in the documentation, and copies them into `docs/images`.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';

/** States in the documentation. */
const DOCS_STATES = ['home', 'profile-linked', 'link-compare'];

await runCommand(import.meta.url, async () => {
  const { buildPortal } = await import('./portal/build-portal.mjs');
  await buildPortal();
  const { findBrowser } = await import('./testing/find-browser.mjs');
  process.env['CHROME_BIN'] = await findBrowser();
  const { inWorkspace } = await import('./runtime/workspace.mjs');
  const { takeScreens } = await import('../e2e/screens/take-screens.ts');
  const folder = inWorkspace('.cache', 'screens');
  const docs = process.argv.includes('--docs');
  const names = docs ? DOCS_STATES : process.argv.slice(2);
  const unreached = await takeScreens(folder, names, (name) => console.log(`✓ ${name}`));
  for (const { name, why } of unreached) console.error(`✗ ${name}: ${why}`);
  if (docs && unreached.length === 0) copyDocsPictures(folder, inWorkspace('docs', 'images'));
  console.log(`\n${folder}/index.html shows them.`);
  process.exitCode = unreached.length > 0 ? 1 : 0;
});

/**
 * Copies the pictures of these states: light and dark, wide window, left to right.
 *
 * @param {string} from The folder into which `takeScreens` has written them.
 * @param {string} to
 */
function copyDocsPictures(from, to) {
  for (const state of DOCS_STATES) {
    for (const theme of ['light', 'dark']) {
      copyFileSync(join(from, `${state}.${theme}-1280-ltr.png`), join(to, `${state}-${theme}.png`));
    }
  }
}
