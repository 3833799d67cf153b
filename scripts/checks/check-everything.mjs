import { runNode } from '../process/run.mjs';
import { seconds } from '../terminal/step.mjs';
import { CHECK_STEPS } from './check-steps.mjs';

/** Number of parallel steps: each type checker needs a core. */
const PARALLEL = 2;

/**
 * Runs every step, prints a line for each and the output of those that fail.
 *
 * @param {(text: string) => void} show Takes the lines.
 * @param {readonly import('./check-steps.mjs').CheckStep[]} [steps]
 * @returns {Promise<import('../testing/totals.mjs').Totals>} Each step counts as one.
 */
export async function checkEverything(show, steps = CHECK_STEPS) {
  const queue = [...steps];
  /** @type {string[]} */
  const failures = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const begin = Date.now();
      const { code, output } = await runNode(next.script, next.args, {
        env: { NO_COLOR: '1', FORCE_COLOR: '0', ...next.env },
      });
      show(`${code === 0 ? '✓' : '✗'} ${next.name} (${seconds(begin)})\n`);
      if (code === 0) continue;
      failures.push(next.name);
      show(`${output.trim().replace(/^/gm, '    ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return { passed: steps.length - failures.length, failed: failures.length, failures };
}
