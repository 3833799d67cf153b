import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/**
 * A file ready to be sent.
 *
 * @typedef {object} ServedFile
 * @property {string} type Value of `Content-Type`.
 * @property {Buffer} content
 * @property {Buffer} [compressed] The same in brotli.
 * @property {string} etag
 * @property {boolean} immutable Whether its name changes with its content.
 */

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * The mark of the Angular builder: a hyphen and eight characters of the content's hash before the extension. One of them
 * must be no small letter, so that `user-settings.js` is not taken for it; a hash without any is merely asked for again.
 */
const HASHED = /-(?=[^./]*[A-Z0-9])[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * Reads a built folder once. Requests are answered from this list alone and never reach the file system, so no path
 * can lead out of the folder.
 *
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<string, ServedFile>>} By URL path, for example `/main-ABCDEFGH.js`.
 */
export async function readServedFiles(folder) {
  /** @type {Map<string, Buffer>} */
  const contents = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    contents.set(`/${relative(folder, path).split(sep).join('/')}`, await readFile(path));
  }
  /** @type {Map<string, ServedFile>} */
  const files = new Map();
  for (const [path, content] of contents) {
    const type = TYPES[extname(path)];
    // Compressed twins and whatever else a build leaves behind is not for browsers.
    if (type === undefined) continue;
    const compressed = contents.get(`${path}.br`);
    files.set(path, {
      type,
      content,
      etag: etagOf(content),
      immutable: HASHED.test(path),
      ...(compressed === undefined ? {} : { compressed }),
    });
  }
  return files;
}

/**
 * A strong validator (RFC 9110 §8.8.3).
 *
 * @param {Uint8Array | string} content
 * @returns {string}
 */
export function etagOf(content) {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}
