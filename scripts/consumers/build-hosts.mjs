import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from '../packages/pack-packages.mjs';
import { run } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { npmCommand } from '../runtime/npm-command.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** @typedef {import('./hosts.mjs').Host} Host */
/** @typedef {import('../packages/pack-packages.mjs').Tarball} Tarball */

/**
 * Outside of the project, so that no host finds the project's own `node_modules`. The copies of one checkout share it with no
 * other checkout.
 */
const FOLDER = join(tmpdir(), `onefold-consumers-${hashOf(inWorkspace()).slice(0, 8)}`);

/** Installed beside Onefold, as its README says. */
const SDKS = ['@auth0/auth0-angular', '@auth0/auth0-spa-js'];

/**
 * @param {Host} host
 * @returns {string} Folder with the files of its production build.
 */
export function builtHost(host) {
  return join(installedBeside(host), 'hosts', host.name, 'dist', 'browser');
}

/**
 * @param {Pick<Host, 'angular'>} host
 * @returns {string} Folder whose `node_modules` it uses.
 */
function installedBeside({ angular }) {
  return join(FOLDER, `angular-${angular}`);
}

/**
 * Packs the packages, installs them beside each Angular major and builds the hosts for production. Skips what an earlier run
 * has done with the same packages and files.
 *
 * @param {readonly Host[]} hosts
 * @param {(text: string) => void} show Receives a line per step.
 * @returns {Promise<number>} How many hosts do not build, or build with warnings.
 * @throws {ExplainedError} If npm or `ng new` fails.
 */
export async function buildHosts(hosts, show) {
  const tarballs = await packPackages();
  let failed = 0;
  for (const host of hosts) {
    const installed = await installMajor(host.angular, tarballs, show);
    const { ok, output } = await buildHost(host, installed);
    show(`${ok ? '✓' : '✗'} build of ${host.name}\n`);
    if (ok) continue;
    failed++;
    show(`${output.trim().replace(/^/gm, '    ')}\n`);
  }
  return failed;
}

/**
 * @param {string} major
 * @param {readonly Tarball[]} tarballs
 * @param {(text: string) => void} show
 * @returns {Promise<{ folder: string, key: string }>} An application as `ng new` writes it, with everything installed.
 */
async function installMajor(major, tarballs, show) {
  const folder = installedBeside({ angular: major });
  const key = hashOf(...tarballs.map(({ name, hash }) => `${name} ${hash}`));
  if (readText(join(folder, 'installed.txt')) === key) return { folder, key };
  if (!existsSync(join(folder, 'package.json'))) await createApplication(major);
  // A tarball of the same version counts as installed already.
  rmSync(join(folder, 'node_modules', '@onefold'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  const wanted = [...tarballs.map(({ file }) => file), ...SDKS];
  await npm(['install', ...wanted, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], folder);
  writeFileSync(join(folder, 'installed.txt'), key);
  show(`✓ installed beside Angular ${major}\n`);
  return { folder, key };
}

/** @param {string} major */
async function createApplication(major) {
  mkdirSync(FOLDER, { recursive: true });
  const cli = ['exec', '--yes', `--package=@angular/cli@${major}`, '--', 'ng', 'new', 'host'];
  const options = ['--skip-install', '--skip-git', '--defaults', '--style=css', '--ssr=false', '--interactive=false'];
  await npm([...cli, '--directory', `angular-${major}`, ...options], FOLDER);
}

/**
 * @param {Host} host
 * @param {{ folder: string, key: string }} installed
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function buildHost(host, { folder, key }) {
  const target = join(folder, 'hosts', host.name);
  const own = inWorkspace('e2e', 'consumers', 'hosts', host.files);
  const source = hashOf(key, JSON.stringify(host), ...filesIn(own));
  if (readText(join(target, 'built.txt')) === source) return { ok: true, output: '' };
  rmSync(target, { recursive: true, force: true });
  for (const name of ['angular.json', 'tsconfig.json', 'tsconfig.app.json', 'src', 'public']) {
    cpSync(join(folder, name), join(target, name), { recursive: true });
  }
  cpSync(own, target, { recursive: true });
  if (host.budget !== undefined) setBudget(join(target, 'angular.json'), host.budget);
  const cli = join(folder, 'node_modules', '@angular', 'cli', 'bin', 'ng.js');
  const args = [cli, 'build', '--output-path=dist', '--progress=false'];
  const { code, output } = await run(process.execPath, args, { cwd: target, env: { NG_CLI_ANALYTICS: 'false' } });
  const ok = code === 0 && !/warning/i.test(output);
  if (ok) writeFileSync(join(target, 'built.txt'), source);
  return { ok, output };
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
