import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { inWorkspace } from './workspace.mjs';

/** Files that no build reads. */
const UNREAD = /(^|\/)(node_modules|dist)\/|\.spec\.(ts|mjs)$/;

/**
 * Hashes the names and contents of what a build reads or writes; specs are left out.
 *
 * @param {readonly string[]} paths Files and folders, relative to the workspace. One that does not exist is skipped.
 * @returns {string} SHA-256, hexadecimal.
 */
export function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesIn(inWorkspace(path))) {
      const name = relative(inWorkspace(path), file).split(sep).join('/');
      if (!UNREAD.test(name)) hash.update(`${path}/${name}`).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {readonly string[]}
 */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
