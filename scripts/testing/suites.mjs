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
 * @typedef {object} Tools
 * @property {string} browser The executable.
 * @property {(text: string) => void} show Takes what the suite has to say, as it comes.
 */

/** @typedef {(tools: Tools) => Promise<Totals>} Suite */

/**
 * The suites of `npm test`.
 *
 * @type {Readonly<Record<string, Suite>>}
 */
export const SUITES = {
  check: ({ show }) => checkEverything(show),
  scripts: (tools) => jasmine(tools, 'scripts/**/*.spec.mjs'),
  contract: (tools) => jasmine(tools, 'contract/**/*.spec.ts'),
  tenant: (tools) => jasmine(tools, 'tenant/**/*.spec.ts', '!**/node_modules/**'),
  server: (tools) => jasmine(tools, 'server/**/*.spec.ts', '!**/node_modules/**'),
  unit: async (tools) => addTotals([await karma('linking', tools), await karma('portal', tools)]),
  package: ({ show }) => checkPackage(show),
  size,
  e2e,
  attack,
};

/**
 * When they run: one phase after the other; in a phase its lanes side by side, since most suites keep one core busy; in a
 * lane one after the other, since what builds for the browser shares its folders. `e2e` needs all cores itself.
 *
 * @type {readonly (readonly (readonly string[])[])[]}
 */
export const PHASES = [
  [
    ['server', 'scripts', 'contract'],
    ['check', 'tenant', 'unit', 'package', 'size', 'attack'],
  ],
  [['e2e']],
];

/** Suites that open no browser. */
export const WITHOUT_BROWSER = new Set(['check', 'scripts', 'contract', 'tenant', 'server', 'package', 'size']);

/**
 * @param {Tools} tools
 * @param {...string} globs
 */
async function jasmine({ show }, ...globs) {
  return withReport('ONEFOLD_TOTALS', asTotals, (env) =>
    runNode('scripts/testing/run-jasmine.mjs', globs, { env, onOutput: show }),
  );
}

/**
 * @param {string} project
 * @param {Tools} tools
 */
async function karma(project, { browser, show }) {
  return withReport('ONEFOLD_TOTALS', asTotals, (env) =>
    runNode('node_modules/@angular/cli/bin/ng.js', ['test', project, '--watch=false', '--progress=false'], {
      env: { ...env, CHROME_BIN: browser },
      onOutput: show,
    }),
  );
}

/**
 * @param {Tools} tools
 * @returns {Promise<Totals>}
 */
async function size({ show }) {
  await buildPortal();
  const sizes = measureSize();
  const problems = overLimits(sizes);
  show(`${JSON.stringify(sizes)}\n${problems.map((each) => `${each}\n`).join('')}`);
  return { passed: 2 - problems.length, failed: problems.length };
}

/** @param {Tools} tools */
async function e2e({ browser, show }) {
  await buildPortal();
  return withReport('ONEFOLD_E2E_REPORT', totalsOfPlaywright, (env) =>
    runNode('node_modules/@playwright/test/cli.js', ['test'], { env: { ...env, CHROME_BIN: browser }, onOutput: show }),
  );
}

/** @param {Tools} tools */
async function attack({ browser, show }) {
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
