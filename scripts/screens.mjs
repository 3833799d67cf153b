/**
 * `npm run screens`: a picture of every state of every screen, in both themes, at two widths and in both directions, from real
 * processes, into `.cache/screens` with a page that shows them. `-- NAME …` takes only those.
 */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { stopOnSignals } = await import('./process/children.mjs');
  stopOnSignals();
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { buildPortal } = await import('./portal/build-portal.mjs');
  await buildPortal();
  const { findBrowser } = await import('./testing/find-browser.mjs');
  process.env['CHROME_BIN'] = await findBrowser();
  const { inWorkspace } = await import('./runtime/workspace.mjs');
  const { takeScreens } = await import('../e2e/screens/take-screens.ts');
  const folder = inWorkspace('.cache', 'screens');
  const unreached = await takeScreens(folder, process.argv.slice(2), (name) => console.log(`✓ ${name}`));
  for (const { name, why } of unreached) console.error(`✗ ${name}: ${why}`);
  console.log(`\n${folder}/index.html shows them.`);
  process.exitCode = unreached.length > 0 ? 1 : 0;
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
