import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** For CommonJS packages within the bundle, which is an ES module. */
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

/**
 * Bundles a program with all its packages into one file, once per process; the file is removed when this process ends. For
 * programs that specs start often: the linking server loads in 0.25 s of CPU time, its 1,300 modules in 0.6 s.
 *
 * @param {URL} program
 * @returns {Promise<string>} Path of the bundle.
 */
export function bundleProgram(program) {
  const bundle = bundles.get(program.href) ?? bundleNow(fileURLToPath(program));
  bundles.set(program.href, bundle);
  return bundle;
}

/** @param {string} program */
async function bundleNow(program) {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-bundle-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const outfile = join(folder, `${basename(program).replace(/\.\w+$/, '')}.mjs`);
  await build({
    ...{ entryPoints: [program], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
    banner: { js: REQUIRE },
  });
  return outfile;
}
