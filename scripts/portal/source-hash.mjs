import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkspace } from '../runtime/workspace.mjs';

/** Files beside `src/` that change what a build gives. */
const BESIDE = ['angular.json', 'tsconfig.json', 'package-lock.json'];

/**
 * Hashes everything the portal's production build reads, which excludes specs.
 *
 * @returns {string} SHA-256, hexadecimal.
 */
export function portalSourceHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(inWorkspace('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.spec.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...BESIDE.map((name) => inWorkspace(name)), ...sources]) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
