import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { npmCommand } from '../runtime/npm-command.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { buildLibrary } from './build-library.mjs';
import { buildNodePackage, NODE_PACKAGES } from './build-node-package.mjs';

/** Folder of the tarballs. */
const PACKED = inWorkspace('dist', 'packages');

/** Folders in `dist` by package name. */
const FOLDERS = {
  '@onefold/angular': 'linking',
  '@onefold/contract': 'contract',
  '@onefold/server': 'server',
  '@onefold/tenant': 'tenant',
};

/**
 * @typedef {object} Tarball
 * @property {string} name Of the package, for example `@onefold/angular`.
 * @property {string} file Absolute path.
 * @property {string} hash SHA-256 of its content, hexadecimal.
 */

/**
 * Builds the four packages and packs them as `npm publish` would.
 *
 * @returns {Promise<readonly Tarball[]>}
 * @throws {ExplainedError} With the compiler's or npm's messages.
 */
export async function packPackages() {
  for (const build of [buildLibrary, ...NODE_PACKAGES.map((name) => () => buildNodePackage(name))]) {
    const { code, output } = await build();
    if (code !== 0) throw new ExplainedError(`A package does not build:\n${output.trim()}`);
  }
  rmSync(PACKED, { recursive: true, force: true });
  mkdirSync(PACKED, { recursive: true });
  const npm = npmCommand();
  /** @type {Tarball[]} */
  const packed = [];
  for (const [name, folder] of Object.entries(FOLDERS)) {
    const args = ['pack', inWorkspace('dist', folder), '--pack-destination', PACKED, '--json', '--loglevel=error'];
    const { code, output, stdout } = await run(npm.command, [...npm.args, ...args], { shell: npm.shell });
    if (code !== 0) throw new ExplainedError(`${name} cannot be packed:\n${output.trim()}`);
    const file = join(PACKED, fileIn(stdout));
    packed.push({ name, file, hash: createHash('sha256').update(readFileSync(file)).digest('hex') });
  }
  return packed;
}

/** @param {string} report Of `npm pack --json`. */
function fileIn(report) {
  const [{ filename }] = /** @type {[{ filename: string }]} */ (JSON.parse(report.slice(report.indexOf('['))));
  return filename;
}
