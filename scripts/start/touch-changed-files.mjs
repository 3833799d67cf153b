import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Sets the time of each file that has changed since a moment to now, so that a watcher notices the change.
 *
 * @param {string} folder
 * @param {number} since Epoch milliseconds.
 */
export function touchChangedFiles(folder, since) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // An editor's temporary file may be gone by now.
    const changed = entry.isFile() ? statSync(path, { throwIfNoEntry: false })?.mtimeMs : undefined;
    if (changed !== undefined && changed > since) utimesSync(path, new Date(), new Date());
  }
}
