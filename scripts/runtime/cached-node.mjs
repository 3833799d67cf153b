import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from './explained-error.mjs';
import { NODE_VERSIONS, nodePackageFor } from './node-package.mjs';
import { supportsNode } from './supports-node.mjs';
import { npmCommand } from './npm-command.mjs';
import { inWorkspace } from './workspace.mjs';

/**
 * Whether an executable is a Node this project runs on.
 *
 * @param {string} executable
 * @returns {boolean}
 */
export function isUsableNode(executable) {
  if (!existsSync(executable)) return false;
  const { status, stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  return status === 0 && supportsNode(stdout.trim().replace(/^v/, ''));
}

/**
 * Path of a Node 24 in `.cache/node`, which npm installs if it is missing. Two runs at once do not conflict: each installs into
 * its own folder, and the first to finish moves that folder into place.
 *
 * @param {string} [cache] Folder to keep it in.
 * @returns {Promise<string>}
 * @throws {ExplainedError} If npm cannot install one.
 */
export async function cachedNode(cache = inWorkspace('.cache')) {
  const found = nodePackageFor(process.platform, process.arch);
  if (found === undefined)
    throw new ExplainedError(tooOld(`npm has no Node package for ${process.platform} ${process.arch}`));
  const executable = join(cache, 'node', 'node_modules', found.name, found.executable);
  if (isUsableNode(executable)) return executable;

  const own = join(cache, `node-${String(process.pid)}`);
  mkdirSync(own, { recursive: true });
  try {
    const problem = await installInto(own, found.name);
    if (problem !== undefined) throw new ExplainedError(tooOld(problem));
    moveIntoPlace(own, join(cache, 'node'), executable);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  if (!isUsableNode(executable)) throw new ExplainedError(tooOld('the downloaded Node does not start on this system'));
  return executable;
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Promise<string | undefined>} What went wrong, if anything.
 */
async function installInto(folder, name) {
  let problem;
  for (const version of NODE_VERSIONS) {
    problem = await npmInstall(folder, `${name}@${version}`);
    if (problem === undefined) return undefined;
  }
  return problem;
}

/**
 * @param {string} folder
 * @param {string} spec
 * @returns {Promise<string | undefined>}
 */
function npmInstall(folder, spec) {
  const npm = npmCommand();
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--force', '--loglevel=error'];
  const child = spawn(npm.command, [...npm.args, 'install', '--prefix', folder, ...options, spec], {
    // Runs outside of the project, so that npm does not install into its workspaces.
    cwd: folder,
    shell: npm.shell,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(error.message);
    });
    child.on('close', (code) => {
      resolve(code === 0 ? undefined : errors.trim() || `npm install ended with ${String(code)}`);
    });
  });
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} executable
 */
function moveIntoPlace(from, to, executable) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      // Another run was faster: use its Node.
      if (isUsableNode(executable)) return;
      if (attempt === 2) throw error;
      // The existing Node is broken, as after an interrupted copy, or for another platform.
      rmSync(to, { recursive: true, force: true });
    }
  }
}

/**
 * @param {string} reason
 * @returns {string}
 */
function tooOld(reason) {
  return [
    `Onefold needs Node 22.22.3, 24.15, 26 or newer; this is ${process.version}, and downloading one failed:`,
    reason.replace(/^/gm, '  '),
    'Check the network and try again, or install a current Node from https://nodejs.org.',
  ].join('\n');
}
