import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';
import { installPackages } from '../install/install-packages.mjs';
import { stopOnSignals } from '../process/children.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { affectedSuites, changedFiles } from './affected-suites.mjs';
import { runInSlots } from './run-in-slots.mjs';
import { addTotals } from './totals.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */
/** @typedef {{ part: import('./suites.mjs').Part, suite: string }} Task */

/** Number of lines of a failed part that are repeated at the end of the log. */
const REPEATED_LINES = 40;

/**
 * Runs the named suites, or all, and prints the time of each and `N passed, N failed` over all of them as the last line.
 *
 * @param {readonly string[]} args Names of suites; `--all` also runs the expensive variants, `--changed` runs the suites that
 *   the uncommitted changes affect.
 * @returns {Promise<number>} Exit code: 1 if anything failed.
 * @throws {ExplainedError} For an unknown suite or option, or if no browser can be found.
 */
export async function runTests(args) {
  stopOnSignals();
  await installPackages();
  // These modules use the packages, so they load after the installation.
  const { SUITES, WITHOUT_BROWSER } = await import('./suites.mjs');
  const chosen = chooseSuites(args, Object.keys(SUITES));
  prepareEnvironment(args.includes('--all'));
  const { findBrowser } = await import('./find-browser.mjs');
  const browser = chosen.every((name) => WITHOUT_BROWSER.has(name)) ? '' : await findBrowser();

  const tasks = chosen.flatMap((suite) => (SUITES[suite] ?? []).map((part) => ({ suite, part })));
  /** @type {(Task & { totals: Totals, seconds: number, shown: string })[]} */
  const results = [];
  await runInSlots(
    tasks.map((task) => ({
      exclusive: task.part.builds === true,
      run: async () => {
        const begin = Date.now();
        const output = outputOf(task.part.name, chosen.length === 1);
        const totals = await runPart(task.part, { chosen, browser, show: output.write });
        const seconds = (Date.now() - begin) / 1000;
        const shown = output.end(`${task.part.name}: ${line(totals)} (${seconds.toFixed(1)} s)\n`);
        results.push({ ...task, totals, seconds, shown });
      },
    })),
    Math.min(2, availableParallelism()),
  );

  const all = addTotals(results.map(({ totals }) => totals));
  const failed = results.filter(({ totals }) => totals.failed > 0);
  if (chosen.length > 1) {
    for (const { shown } of failed) console.log(`\n${shown.trimEnd().split('\n').slice(-REPEATED_LINES).join('\n')}`);
  }
  console.log('');
  for (const { part, seconds } of results.sort((a, b) => b.seconds - a.seconds)) {
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${part.name}`);
  }
  if (failed.length > 0) console.log(`\nFailed:`);
  for (const { part, totals } of failed) {
    console.log([part.name, ...(totals.failures ?? [])].join('\n  '));
  }
  console.log(line(all));
  return all.failed > 0 ? 1 : 0;
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} known Names of all suites.
 * @returns {readonly string[]} In the order of `known`.
 */
function chooseSuites(args, known) {
  const names = args.filter((each) => !['--all', '--changed'].includes(each));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ExplainedError(
      `Unknown: ${unknown.join(', ')}. The suites are ${known.join(', ')}; the options --all and --changed.`,
    );
  }
  if (args.includes('--changed')) return affectedSuites(changedFiles(), known);
  return names.length > 0 ? known.filter((name) => names.includes(name)) : known;
}

/**
 * Sets what every started process inherits.
 *
 * @param {boolean} all Whether the expensive variants run, too.
 */
function prepareEnvironment(all) {
  if (all) process.env['ONEFOLD_TEST_ALL'] = '1';
  // Suites start many short-lived processes, which then load compiled code instead of stripping types each time.
  process.env['NODE_COMPILE_CACHE'] ??= inWorkspace('.cache', 'compiled');
}

/**
 * Shows the output of a part: as it arrives if only one suite runs, otherwise in one piece at its end.
 *
 * @param {string} name
 * @param {boolean} alone
 * @returns {{ write: (text: string) => void, end: (text: string) => string }} `end` returns the whole output.
 */
function outputOf(name, alone) {
  let all = '';
  const write = (/** @type {string} */ text) => {
    all += text;
    if (alone) process.stdout.write(text);
  };
  if (!alone) console.error(`… ${name}`);
  write(`\n── ${name} ──\n`);
  return {
    write,
    end: (text) => {
      write(text);
      if (!alone) process.stdout.write(all);
      return all;
    },
  };
}

/**
 * Runs a part. One that throws has failed; the others still run.
 *
 * @param {import('./suites.mjs').Part} part
 * @param {import('./suites.mjs').Tools} tools
 * @returns {Promise<Totals>}
 */
async function runPart(part, tools) {
  try {
    return await part.run(tools);
  } catch (error) {
    tools.show(`It could not run: ${error instanceof ExplainedError ? error.message : inspect(error)}\n`);
    return { passed: 0, failed: 1 };
  }
}

/** @param {Totals} totals */
function line({ passed, failed }) {
  return `${String(passed)} passed, ${String(failed)} failed`;
}
