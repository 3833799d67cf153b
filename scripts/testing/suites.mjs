import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEverything } from '../checks/check-everything.mjs';
import { buildHosts } from '../consumers/build-hosts.mjs';
import { HOSTS } from '../consumers/hosts.mjs';
import { CHECK_STEPS } from '../checks/check-steps.mjs';
import { checkPackage } from '../checks/check-package.mjs';
import { buildPortal } from '../portal/build-portal.mjs';
import { runNode } from '../process/run.mjs';
import { measureSize } from '../size/measure-size.mjs';
import { overLimits } from '../size/over-limits.mjs';
import { addTotals, isTotals, checkTotals, totalsOfAttacks, totalsOfPlaywright } from './totals.mjs';

/** @typedef {import('./totals.mjs').Totals} Totals */

/**
 * @typedef {object} Tools
 * @property {readonly string[]} chosen Names of the suites that run.
 * @property {string} browser Path of the browser's executable; empty for suites that open none.
 * @property {(text: string) => void} show Receives the output as it arrives.
 */

/**
 * A piece of a suite that keeps about one core busy. Parts run side by side.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {(tools: Tools) => Promise<Totals>} run
 * @property {boolean} [builds] Whether it runs the Angular CLI, whose builds share folders: one at a time.
 */

/**
 * The suites of `npm test`, longest part first: the order in which they start.
 *
 * @type {Readonly<Record<string, readonly Part[]>>}
 */
export const SUITES = {
  e2e: [
    { name: 'e2e in server mode', run: (tools) => e2e(tools, 'server') },
    {
      name: 'e2e in direct mode',
      run: (tools) => e2e(tools, 'direct', 'spa-js', 'angular', 'react', 'auth0-js', 'lock'),
    },
  ],
  consumers: [{ name: 'consumers', run: consumers, builds: true }],
  server: [{ name: 'server', run: (tools) => jasmine(tools, 'server/**/*.spec.ts', '!**/node_modules/**') }],
  check: [{ name: 'check', run: check }],
  tenant: [{ name: 'tenant', run: (tools) => jasmine(tools, 'tenant/**/*.spec.ts', '!**/node_modules/**') }],
  package: [{ name: 'package', run: ({ show }) => checkPackage(show), builds: true }],
  unit: [
    { name: 'unit of the library', run: (tools) => karma('linking', tools), builds: true },
    { name: 'unit of the portal', run: (tools) => karma('portal', tools), builds: true },
  ],
  attack: [{ name: 'attack', run: attack }],
  scripts: [{ name: 'scripts', run: (tools) => jasmine(tools, 'scripts/**/*.spec.mjs') }],
  size: [{ name: 'size', run: size }],
  contract: [{ name: 'contract', run: (tools) => jasmine(tools, 'contract/**/*.spec.ts') }],
};

/** Suites that open no browser. */
export const WITHOUT_BROWSER = new Set(['check', 'scripts', 'contract', 'tenant', 'server', 'package', 'size']);

/** @type {Promise<void> | undefined} */
let portalBuild;

/** Builds the portal once, although several parts need it. */
function portalBuilt() {
  portalBuild ??= buildPortal();
  return portalBuild;
}

/**
 * Runs the checks, without those that the build of another chosen suite repeats.
 *
 * @param {Tools} tools
 */
function check({ show, chosen }) {
  return checkEverything(
    show,
    CHECK_STEPS.filter(({ provedBy }) => provedBy === undefined || !chosen.includes(provedBy)),
  );
}

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
  await portalBuilt();
  const sizes = measureSize();
  const problems = overLimits(sizes);
  show(`${JSON.stringify(sizes)}\n${problems.map((each) => `${each}\n`).join('')}`);
  return { passed: 2 - problems.length, failed: problems.length };
}

/**
 * @param {Tools} tools
 * @param {...string} projects Of `playwright.config.ts`.
 */
async function e2e(tools, ...projects) {
  await portalBuilt();
  return playwright(tools, ...projects);
}

/**
 * @param {Tools} tools
 * @param {...string} projects
 */
async function playwright({ browser, show }, ...projects) {
  const args = ['test', '--workers=1', ...projects.map((project) => `--project=${project}`)];
  return withReport('ONEFOLD_E2E_REPORT', totalsOfPlaywright, (env) =>
    runNode('node_modules/@playwright/test/cli.js', args, { env: { ...env, CHROME_BIN: browser }, onOutput: show }),
  );
}

/**
 * Builds applications with the packed packages, then uses each in the browser.
 *
 * @param {Tools} tools
 */
async function consumers(tools) {
  const hosts = HOSTS.filter(({ always }) => always === true || process.env['ONEFOLD_TEST_ALL'] === '1');
  const built = await buildHosts(hosts, tools.show);
  return built.failed > 0 ? built : addTotals([built, await playwright(tools, 'consumers')]);
}

/** @param {Tools} tools */
async function attack({ browser, show }) {
  await portalBuilt();
  const { code, stdout } = await runNode('scripts/attack.mjs', ['--json'], {
    env: { CHROME_BIN: browser },
    onOutput: show,
  });
  return checkTotals(code, totalsOfAttacks(stdout));
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
    return checkTotals(code, read(readJson(file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {unknown} Undefined if the suite crashed before it wrote its report.
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Absent or cut off: `checkTotals` counts it as a failure.
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
