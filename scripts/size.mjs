/** `npm run size`: what the first load and the profile route weigh, as one line of JSON. */
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
  const { measureSize } = await import('./size/measure-size.mjs');
  const { overLimits } = await import('./size/limits.mjs');
  const sizes = measureSize();
  console.log(JSON.stringify(sizes));
  const problems = overLimits(sizes);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} catch (error) {
  // Explained where we know why, with its stack where we don't.
  exitWith(error);
}
