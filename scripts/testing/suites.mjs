import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEverything } from '../checks/check-everything.mjs';
import { checkPackage } from '../checks/check-package.mjs';
import { buildPortal } from '../portal/build-portal.mjs';
import { runNode } from '../process/run.mjs';
import { measureSize } from '../size/measure-size.mjs';
import { overLimits } from '../size/limits.mjs';
import { addTotals, isTotals, judge, totalsOfAttacks, totalsOfPlaywright } from './totals.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */

/**
 * The suites of `npm test`, in their order.
 *
 * @type {Readonly<Record<string, (browser: string) => Promise<Totals>>>}
 */
export const SUITES = {
  check: () => checkEverything(),
  scripts: () => jasmine('scripts/**/*.spec.mjs'),
  contract: () => jasmine('contract/**/*.spec.ts'),
  tenant: () => jasmine('tenant/**/*.spec.ts', '!**/node_modules/**'),
  server: () => jasmine('server/**/*.spec.ts', '!**/node_modules/**'),
  unit: async (browser) => addTotals([await karma('linking', browser), await karma('portal', browser)]),
  package: () => checkPackage(),
  size,
  e2e,
  attack,
};

/** Suites that open no browser. */
export const WITHOUT_BROWSER = new Set(['check', 'scripts', 'contract', 'tenant', 'server', 'package', 'size']);

/** @param {...string} globs */
async function jasmine(...globs) {
  return withReport('ONEFOLD_TOTALS', asTotals, (env) =>
    runNode('scripts/testing/run-jasmine.mjs', globs, { env, onOutput: show }),
  );
}

/**
 * @param {string} project
 * @param {string} browser
 */
async function karma(project, browser) {
  return withReport('ONEFOLD_TOTALS', asTotals, (env) =>
    runNode('node_modules/@angular/cli/bin/ng.js', ['test', project, '--watch=false', '--progress=false'], {
      env: { ...env, CHROME_BIN: browser },
      onOutput: show,
    }),
  );
}

/** @returns {Promise<Totals>} */
async function size() {
  await buildPortal();
  const sizes = measureSize();
  const problems = overLimits(sizes);
  show(`${JSON.stringify(sizes)}\n${problems.map((each) => `${each}\n`).join('')}`);
  return { passed: 2 - problems.length, failed: problems.length };
}

/** @param {string} browser */
async function e2e(browser) {
  await buildPortal();
  return withReport('ONEFOLD_E2E_REPORT', totalsOfPlaywright, (env) =>
    runNode('node_modules/@playwright/test/cli.js', ['test'], { env: { ...env, CHROME_BIN: browser }, onOutput: show }),
  );
}

/** @param {string} browser */
async function attack(browser) {
  await buildPortal();
  const { code, stdout } = await runNode('scripts/attack.mjs', ['--json'], {
    env: { CHROME_BIN: browser },
    onOutput: show,
  });
  return judge(code, totalsOfAttacks(stdout));
}

/**
 * Runs a suite that writes its report into a file named by an environment variable.
 *
 * @param {string} variable
 * @param {(report: unknown) => Totals | undefined} read
 * @param {(env: NodeJS.ProcessEnv) => Promise<{ code: number }>} runSuite
 * @returns {Promise<Totals>}
 */
async function withReport(variable, read, runSuite) {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-report-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await runSuite({ [variable]: file });
    return judge(code, read(readJson(file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {unknown} Nothing where the suite crashed before it wrote its report.
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Absent or cut off: the judge counts it as a failure.
    return undefined;
  }
}

/**
 * @param {unknown} report
 * @returns {Totals | undefined}
 */
function asTotals(report) {
  return isTotals(report) ? report : undefined;
}

/** @param {string} text */
function show(text) {
  process.stdout.write(text);
}
