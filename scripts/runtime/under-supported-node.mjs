import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedNode } from './cached-node.mjs';
import { exitWith } from './explained-error.mjs';
import { supportsNode } from './supports-node.mjs';
import { watchParent } from './watch-parent.mjs';

/** Signals by which a user, a terminal or a supervisor ends a program. */
const ENDING_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Returns at once under a supported Node; otherwise runs the same script under a cached Node 24 and ends with its exit
 * code, never returning.
 *
 * @param {string} entry `import.meta.url` of the script that was started.
 * @returns {Promise<void>}
 */
export async function underSupportedNode(entry) {
  if (supportsNode(process.versions.node)) return;
  try {
    if (process.env['ONEFOLD_NODE'] === undefined) console.error(`Node ${process.version} is too old, using Node 24 …`);
    process.exit(await rerun(await cachedNode(), fileURLToPath(entry)));
  } catch (error) {
    // Without a supported Node, nothing else can run.
    exitWith(error);
  }
}

/**
 * @param {string} node
 * @param {string} script
 * @returns {Promise<number>} The exit code; 128 + the signal's number if a signal ended it.
 */
function rerun(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // So that npm and everything it starts run under the same Node.
      PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
      ONEFOLD_NODE: node,
    },
  });
  for (const signal of ENDING_SIGNALS) process.on(signal, () => child.kill(signal));
  watchParent(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}
