import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { packPackages } from '../packages/pack-packages.mjs';
import { run } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { npmCommand } from '../runtime/npm-command.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { checkGrowth } from './first-load.mjs';

/** @typedef {import('./hosts.mjs').Host} Host */
/** @typedef {import('./hosts.mjs').Installation} Installation */
/** @typedef {import('../packages/pack-packages.mjs').Tarball} Tarball */

/**
 * Outside of the project, so that no host resolves packages from the project's own `node_modules`; separate for each checkout.
 */
const FOLDER = join(tmpdir(), `onefold-consumers-${hashOf(inWorkspace()).slice(0, 8)}`);

/** Packages installed together with Onefold, as its README says. */
const SDKS = ['@auth0/auth0-angular', '@auth0/auth0-spa-js'];

/**
 * @param {Host} host
 * @param {'with' | 'before'} variant With Onefold, or before it was added.
 * @returns {string} Folder with its sources and, in `dist`, its production build.
 */
function folderOf({ installation, name }, variant) {
  return join(installedAt(installation), 'hosts', variant === 'with' ? name : `${name}-before`);
}

/**
 * @param {Host} host
 * @returns {string} Folder with the production build.
 */
export function builtHost(host) {
  return join(folderOf(host, 'with'), 'dist');
}

/**
 * @param {Installation} installation
 * @returns {string} Folder whose `node_modules` its hosts use.
 */
export function installedAt({ name }) {
  return join(FOLDER, name);
}

/**
 * Packs the packages, installs them and builds the hosts for production. Skips what an earlier run has done with the same
 * packages and files.
 *
 * @param {readonly Host[]} hosts
 * @param {(text: string) => void} show Receives a line per step.
 * @returns {Promise<{ passed: number, failed: number }>} Builds without warnings and runs of specs.
 * @throws {ExplainedError} If npm or `ng new` fails.
 */
export async function buildHosts(hosts, show) {
  const tarballs = await packPackages();
  const totals = { passed: 0, failed: 0 };
  for (const host of hosts) {
    const installed = await install(host.installation, tarballs, show);
    const built = await buildHost(host, installed);
    report(`build of ${host.name}`, built);
    if (host.before !== undefined && built.ok) {
      const before = await buildHost(host, installed, host.before.files);
      report(`build of ${host.name} before Onefold`, before);
      if (before.ok) {
        const earlier = join(folderOf(host, 'before'), 'dist', 'browser');
        const growth = checkGrowth(earlier, browserFiles(host), host.before.limit);
        report(`first load of ${host.name}: ${growth.output}`, { ok: growth.ok, output: '' });
      }
    }
    if (host.specs === true && built.ok) report(`specs of ${host.name}`, await runSpecs(host));
  }
  return totals;

  /**
   * @param {string} step
   * @param {{ ok: boolean, output: string }} result
   */
  function report(step, { ok, output }) {
    totals[ok ? 'passed' : 'failed']++;
    show(`${ok ? '✓' : '✗'} ${step}\n${ok ? '' : `${output.trim().replace(/^/gm, '    ')}\n`}`);
  }
}

/** @param {Host} host */
function browserFiles(host) {
  return join(builtHost(host), 'browser');
}

/**
 * @param {Installation} installation
 * @param {readonly Tarball[]} tarballs
 * @param {(text: string) => void} show
 * @returns {Promise<string>} Hash of the installed packages.
 */
async function install(installation, tarballs, show) {
  const folder = installedAt(installation);
  const key = hashOf(JSON.stringify(installation), ...tarballs.map(({ name, hash }) => `${name} ${hash}`));
  if (readText(join(folder, 'installed.txt')) === key) return key;
  mkdirSync(folder, { recursive: true });
  const skeleton = await createApplication(installation.angular, installation.options ?? []);
  cpSync(join(skeleton, 'package.json'), join(folder, 'package.json'));
  // npm skips a tarball whose version is already installed.
  rmSync(join(folder, 'node_modules', '@onefold'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  const wanted = [...tarballs.map(({ file }) => file), ...SDKS, ...(installation.packages ?? [])];
  await npm(['install', ...wanted, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], folder);
  writeFileSync(join(folder, 'installed.txt'), key);
  show(`✓ installed: ${installation.name}\n`);
  return key;
}

/**
 * @param {string} version Of the CLI.
 * @param {readonly string[]} options
 * @returns {Promise<string>} Folder of an application as `ng new` writes it.
 */
async function createApplication(version, options) {
  const name = `new-${hashOf(version, ...options).slice(0, 8)}`;
  const folder = join(FOLDER, name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  mkdirSync(FOLDER, { recursive: true });
  const cli = ['exec', '--yes', `--package=@angular/cli@${version}`, '--', 'ng', 'new', 'host', '--directory', name];
  const defaults = ['--skip-install', '--skip-git', '--defaults', '--style=css', '--interactive=false'];
  await npm([...cli, ...defaults, ...(options.includes('--ssr') ? [] : ['--ssr=false']), ...options], FOLDER);
  return folder;
}

/**
 * @param {Host} host
 * @param {string} installed Hash of the installed packages.
 * @param {readonly string[]} [before] Builds the application before Onefold was added.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function buildHost(host, installed, before) {
  const target = folderOf(host, before === undefined ? 'with' : 'before');
  const skeleton = await createApplication(host.installation.angular, host.options ?? []);
  const own = host.files.map((name) => inWorkspace('e2e', 'consumers', 'hosts', name));
  own.push(...(before ?? []).map((name) => inWorkspace('e2e', 'consumers', 'before', name)));
  // Without Onefold, the build does not depend on the packages.
  const source = hashOf(
    before === undefined ? installed : '',
    JSON.stringify({ ...host, before: undefined }),
    ...own.flatMap(filesIn),
  );
  if (readText(join(target, 'built.txt')) === source) return { ok: true, output: '' };
  rmSync(target, { recursive: true, force: true });
  cpSync(skeleton, target, { recursive: true });
  for (const folder of own) cpSync(folder, target, { recursive: true });
  if (host.budget !== undefined) setBudget(join(target, 'angular.json'), host.budget);
  const args = ['build', '--output-path=dist', '--progress=false', ...(host.base ? ['--base-href', host.base] : [])];
  const { code, output } = await ng(host, target, args);
  const ok = code === 0 && !/warning/i.test(output);
  if (ok) writeFileSync(join(target, 'built.txt'), source);
  return { ok, output };
}

/**
 * @param {Host} host
 * @returns {Promise<{ ok: boolean, output: string }>} Not ok if a spec writes to the console, such as the trace of an error.
 */
async function runSpecs(host) {
  const { code, output } = await ng(host, folderOf(host, 'with'), ['test', '--watch=false', '--progress=false']);
  const text = stripVTControlCharacters(output);
  return { ok: code === 0 && !/\bstd(?:err|out) \|/.test(text), output: text };
}

/**
 * @param {Host} host
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function ng({ installation }, cwd, args) {
  const cli = join(installedAt(installation), 'node_modules', '@angular', 'cli', 'bin', 'ng.js');
  return run(process.execPath, [cli, ...args], { cwd, env: { NG_CLI_ANALYTICS: 'false', CI: '1' } });
}

/**
 * @param {string} file `angular.json` as `ng new` writes it.
 * @param {string} budget
 */
function setBudget(file, budget) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/("maximumWarning": )"500kB"/, `$1"${budget}"`));
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
async function npm(args, cwd) {
  const command = npmCommand();
  const { code, output } = await run(command.command, [...command.args, ...args], { shell: command.shell, cwd });
  if (code !== 0) throw new ExplainedError(`npm ${args[0] ?? ''} failed in ${cwd}:\n${output.trim()}`);
}

/**
 * @param {string} folder
 * @returns {string[]} Path and content of each file.
 */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => [file, readFileSync(file, 'utf8')]);
}

/** @param {...string} texts */
function hashOf(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
