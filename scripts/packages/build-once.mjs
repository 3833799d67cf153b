import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashFiles } from '../runtime/hash-files.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** What every build depends on: its own program, and the versions of what it uses. */
const TOOLS = ['scripts/packages', 'package-lock.json', 'tsconfig.json', 'LICENSE'];

/**
 * Builds a package into `dist/NAME`, unless the last build had the same sources and its result is unchanged: one run of the
 * tests needs the packages twice.
 *
 * @param {string} name
 * @param {readonly string[]} sources Files and folders that the build reads, relative to the workspace.
 * @param {() => Promise<{ code: number, output: string }>} build
 * @returns {Promise<{ code: number, output: string }>} Of the compiler.
 */
export async function buildOnce(name, sources, build) {
  const record = inWorkspace('dist', 'built', `${name}.txt`);
  const target = `dist/${name}`;
  const from = hashFiles([...TOOLS, ...sources]);
  const state = () => `${from} ${hashFiles([target])}\n`;
  if (existsSync(record) && readFileSync(record, 'utf8') === state()) return { code: 0, output: '' };
  rmSync(record, { force: true });
  const result = await build();
  if (result.code === 0) {
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, state());
  }
  return result;
}
