import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the project's folder. */
export const WORKSPACE = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Absolute path of something inside the project.
 *
 * @param {...string} segments
 * @returns {string}
 */
export function inWorkspace(...segments) {
  return join(WORKSPACE, ...segments);
}
