import { exitWith } from './runtime/explained-error.mjs';
import { underSupportedNode } from './runtime/under-supported-node.mjs';

/**
 * Runs a command of `package.json`: under a supported Node, with the packages installed. Signals also stop its child processes;
 * an `ExplainedError` is shown without a stack.
 *
 * @param {string} entry `import.meta.url` of the command.
 * @param {() => Promise<void>} run Imports everything that needs Node 24 or a package, which are only available then.
 * @returns {Promise<void>}
 */
export async function runCommand(entry, run) {
  await underSupportedNode(entry);
  try {
    const { stopOnSignals } = await import('./process/children.mjs');
    stopOnSignals();
    const { installPackages } = await import('./install/install-packages.mjs');
    await installPackages();
    await run();
  } catch (error) {
    exitWith(error);
  }
}
