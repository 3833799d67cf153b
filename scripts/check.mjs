/** `npm run check`: format, lint, types, import rules and dead code. */
import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { stopOnSignals } = await import('./process/children.mjs');
  stopOnSignals();
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { checkEverything } = await import('./checks/check-everything.mjs');
  const { passed, failed } = await checkEverything((text) => void process.stdout.write(text));
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
