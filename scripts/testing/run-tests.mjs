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
  const { SUITES, WITHOUT_BROWSER } = await import('./suites.mjs');
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) {
    throw new ExplainedError(`There is no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}.`);
  }
  const chosen = names.length > 0 ? names : Object.keys(SUITES);
  const { findBrowser } = await import('./find-browser.mjs');
  const browser = chosen.every((name) => WITHOUT_BROWSER.has(name)) ? '' : await findBrowser();

  /** @type {Map<string, Totals>} */
  const results = new Map();
  for (const name of chosen) {
    const begin = Date.now();
    console.log(`\n── ${name} ──`);
    const totals = (await runSuite(name, () => SUITES[name]?.(browser))) ?? { passed: 0, failed: 1 };
    results.set(name, totals);
    console.log(`${name}: ${line(totals)} (${seconds(begin)})`);
  }
  const all = addTotals([...results.values()]);
  const broken = [...results].filter(([, { failed }]) => failed > 0).map(([name]) => name);
  console.log(broken.length > 0 ? `\nFailed: ${broken.join(', ')}` : '');
  console.log(line(all));
  return all.failed > 0 ? 1 : 0;
}

/**
 * A suite that throws has failed; the others still run.
 *
 * @param {string} name
 * @param {() => Promise<Totals> | undefined} suite
 * @returns {Promise<Totals | undefined>}
 */
async function runSuite(name, suite) {
  try {
    return await suite();
  } catch (error) {
    console.error(`${name} could not run:`, error instanceof ExplainedError ? error.message : error);
    return undefined;
  }
}

/** @param {Totals} totals */
function line({ passed, failed }) {
  return `${String(passed)} passed, ${String(failed)} failed`;
}
