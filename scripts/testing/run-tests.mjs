import { inspect } from 'node:util';
import { installPackages } from '../install/install-packages.mjs';
import { stopOnSignals } from '../process/children.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { seconds } from '../terminal/step.mjs';
import { addTotals } from './totals.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */

/**
 * Runs the suites a person named, or all, and prints `N passed, N failed` over them as the last line.
 *
 * @param {readonly string[]} names
 * @returns {Promise<number>} Exit code: 1 where anything failed.
 * @throws {ExplainedError} For a suite that does not exist, or a browser that is not to be had.
 */
export async function runTests(names) {
  stopOnSignals();
  await installPackages();
  // Only now: these modules use the packages.
  const { PHASES, SUITES, WITHOUT_BROWSER } = await import('./suites.mjs');
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new ExplainedError(`There is no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}.`);
  }
  const chosen = names.length > 0 ? names : Object.keys(SUITES);
  const { findBrowser } = await import('./find-browser.mjs');
  const browser = chosen.every((name) => WITHOUT_BROWSER.has(name)) ? '' : await findBrowser();

  /** @type {Map<string, Totals>} */
  const results = new Map();
  for (const phase of PHASES) {
    const lanes = phase.map((lane) => lane.filter((name) => chosen.includes(name)));
    const alone = lanes.flat().length === 1;
    await Promise.all(
      lanes.map(async (lane) => {
        for (const name of lane) {
          const begin = Date.now();
          const output = outputOf(name, alone);
          const totals = await runSuite(SUITES[name], { browser, show: output.write });
          results.set(name, totals);
          output.end(`${name}: ${line(totals)} (${seconds(begin)})\n`);
        }
      }),
    );
  }
  const all = addTotals([...results.values()]);
  const broken = [...results].filter(([, { failed }]) => failed > 0).map(([name]) => name);
  console.log(broken.length > 0 ? `\nFailed: ${broken.join(', ')}` : '');
  console.log(line(all));
  return all.failed > 0 ? 1 : 0;
}

/**
 * What a suite says: as it comes where it runs alone; in one piece at its end where others run at the same time.
 *
 * @param {string} name
 * @param {boolean} alone
 * @returns {{ write: (text: string) => void, end: (text: string) => void }}
 */
function outputOf(name, alone) {
  const print = (/** @type {string} */ text) => void process.stdout.write(text);
  const heading = `\n── ${name} ──\n`;
  if (alone) {
    print(heading);
    return { write: print, end: print };
  }
  console.error(`… ${name}`);
  let kept = heading;
  return { write: (text) => void (kept += text), end: (text) => print(kept + text) };
}

/**
 * A suite that throws has failed; the others still run.
 *
 * @param {import('./suites.mjs').Suite | undefined} suite
 * @param {import('./suites.mjs').Tools} tools
 * @returns {Promise<Totals>}
 */
async function runSuite(suite, tools) {
  try {
    return (await suite?.(tools)) ?? { passed: 0, failed: 1 };
  } catch (error) {
    tools.show(`It could not run: ${error instanceof ExplainedError ? error.message : inspect(error)}\n`);
    return { passed: 0, failed: 1 };
  }
}

/** @param {Totals} totals */
function line({ passed, failed }) {
  return `${String(passed)} passed, ${String(failed)} failed`;
}
