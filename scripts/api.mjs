/** `npm run api`: writes what the library exports into `docs/api`. `npm test -- package` compares it. */
import { ExplainedError, exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/supported-node.mjs';

await underSupportedNode(import.meta.url);
try {
  const { stopOnSignals } = await import('./process/children.mjs');
  stopOnSignals();
  const { installPackages } = await import('./install/install-packages.mjs');
  await installPackages();
  const { buildLibrary } = await import('./packages/build-library.mjs');
  const { code, output } = await buildLibrary();
  if (code !== 0) throw new ExplainedError(`The library does not build:\n${output.trim()}`);
  const { compareApi } = await import('./checks/api-report.mjs');
  for (const change of compareApi({ write: true })) console.log(change);
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
