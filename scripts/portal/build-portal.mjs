import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { compressFolder } from '../../server/src/portal/index.ts';
import { runNode } from '../process/run.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { hashFiles } from '../runtime/hash-files.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';
import { step } from '../terminal/step.mjs';

/** Output folder of the browser's files. */
export const PORTAL_FOLDER = inWorkspace('dist', 'portal', 'browser');

/** esbuild's description of the build: the sources and imports of each file. */
export const PORTAL_STATS = inWorkspace('dist', 'portal', 'browser-stats.json');

/** Outside of the served folder; the builder deletes it together with the build it describes. */
const HASH_FILE = inWorkspace('dist', 'portal', 'built-from.txt');

/**
 * Builds the portal for production and compresses it, unless a build of the same sources exists.
 *
 * @returns {Promise<void>}
 * @throws {ExplainedError} With the compiler's messages.
 */
export async function buildPortal() {
  const sources = portalSourceHash();
  if (existsSync(HASH_FILE) && readFileSync(HASH_FILE, 'utf8') === sources) return;
  await step('Building the portal', async () => {
    const { code, output } = await runNode(
      'node_modules/@angular/cli/bin/ng.js',
      ['build', 'portal', '--stats-json', '--progress=false'],
      // Rollup omits from a chunk the code that its importer has already loaded, which leaves a third of the files (docs/decisions/018).
      { env: { NG_BUILD_CHUNKS_ROLLDOWN: 'false' } },
    );
    if (code !== 0) throw new ExplainedError(`The portal does not build:\n${output.trim()}`);
    await compressFolder(PORTAL_FOLDER);
    writeFileSync(HASH_FILE, sources);
  });
}

/**
 * Hashes everything the portal's production build reads, which excludes specs.
 *
 * @returns {string} SHA-256, hexadecimal.
 */
function portalSourceHash() {
  return hashFiles(['angular.json', 'tsconfig.json', 'package-lock.json', 'contract', 'src']);
}
