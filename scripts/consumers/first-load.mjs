import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Scripts and styles that `index.html` loads immediately. */
const LOADED = /<(?:script|link)\b[^>]*?(?:src|href)="([^":]+\.(?:js|css))"/g;

/** Static imports, without `import()`. */
const IMPORTED = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;

/**
 * The files that the browser loads before the application starts, in a production build.
 *
 * @param {string} folder
 * @returns {ReadonlyMap<string, number>} Size by name, in bytes compressed with brotli.
 */
export function firstLoad(folder) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  /** @param {string} name */
  const add = (name) => {
    if (sizes.has(name)) return;
    const content = readFileSync(join(folder, name));
    sizes.set(name, brotliCompressSync(content).byteLength);
    if (name.endsWith('.js')) for (const [, imported] of content.toString().matchAll(IMPORTED)) add(String(imported));
  };
  for (const [, name] of readFileSync(join(folder, 'index.html'), 'utf8').matchAll(LOADED)) add(String(name));
  return sizes;
}

/**
 * @param {string} before Folder of the build without Onefold.
 * @param {string} after Folder of the build with it.
 * @param {number} limit In kilobytes.
 * @returns {{ ok: boolean, output: string }} Whether the first load grows by no more than the limit, and for example
 *   `52.1 kB → 60.3 kB, 8.2 kB more, at most 10 kB`.
 */
export function checkGrowth(before, after, limit) {
  const [old, now] = [totalOf(before), totalOf(after)];
  const growth = now - old;
  return {
    ok: growth <= limit * 1000,
    output: `${inKilobytes(old)} → ${inKilobytes(now)}, ${inKilobytes(growth)} more, at most ${String(limit)} kB`,
  };
}

/** @param {string} folder */
function totalOf(folder) {
  return [...firstLoad(folder).values()].reduce((sum, each) => sum + each, 0);
}

/** @param {number} bytes */
function inKilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
