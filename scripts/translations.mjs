/** `npm run translations`: adds missing texts, in order and empty, to the translations of every package. */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { insertMissingTexts } = await import('./languages/insert-missing.mjs');
  const added = insertMissingTexts();
  for (const line of added) console.log(line);
  console.log(added.length === 0 ? 'No text is missing.' : `Translate these ${String(added.length)} texts.`);
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
