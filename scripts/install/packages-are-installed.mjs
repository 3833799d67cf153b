import { readFileSync } from 'node:fs';
import { inWorkspace } from '../runtime/workspace.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, resolved?: string, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether npm's record of installed packages matches the lock file.
 *
 * @param {LockFile} wanted `package-lock.json`.
 * @param {LockFile} installed `node_modules/.package-lock.json`, which npm writes last.
 * @returns {boolean}
 */
export function matchesLock(wanted, installed) {
  const want = wanted.packages ?? {};
  const have = installed.packages ?? {};
  for (const [path, { version, optional }] of Object.entries(want)) {
    if (path === '') continue;
    const present = have[path];
    // Optional packages of other platforms are never installed.
    if (present === undefined ? optional !== true : present.version !== version) return false;
  }
  return Object.keys(have).every((path) => path in want);
}

/** @returns {boolean} Whether `node_modules` is complete and up to date. */
export function packagesAreInstalled() {
  try {
    return matchesLock(readLock('package-lock.json'), readLock('node_modules', '.package-lock.json'));
  } catch {
    // Nothing installed, or an installation that was interrupted.
    return false;
  }
}

/**
 * @param {...string} path
 * @returns {LockFile}
 */
function readLock(...path) {
  return /** @type {LockFile} */ (JSON.parse(readFileSync(inWorkspace(...path), 'utf8')));
}
