import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { brotli, isCompressible } from './brotli.ts';

/** A file ready to be sent. */
export interface ServedFile {
  /** Value of `Content-Type`. */
  readonly type: string;
  readonly content: Buffer;
  /** The content in brotli. */
  readonly compressed?: Buffer;
  readonly etag: string;
  /** Whether its name changes with its content. */
  readonly immutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
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
 * The Angular builder's names: a hyphen and eight characters of the content's hash before the extension. One of them must not be a
 * lower-case letter, so that `user-settings.js` does not match; a file whose hash has none is merely revalidated.
 */
const HASHED = /-(?=[^./]*[A-Z0-9])[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * Reads a built folder once, and compresses files without a compressed copy. Requests are answered from this list and never reach
 * the file system, so no path can leave the folder.
 *
 * @returns By URL path, for example `/main-ABCDEFGH.js`.
 */
export async function readServedFiles(folder: string): Promise<ReadonlyMap<string, ServedFile>> {
  const contents = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    contents.set(`/${relative(folder, path).split(sep).join('/')}`, await readFile(path));
  }
  const files = new Map<string, ServedFile>();
  for (const [path, content] of contents) {
    const extension = extname(path);
    const type = TYPES[extension];
    // Skips compressed copies and other build output that is not for browsers.
    if (type === undefined) continue;
    // The page is compressed for every response, because its nonce changes.
    const shouldCompress = isCompressible(extension) && path !== '/index.html';
    const compressed = shouldCompress ? (contents.get(`${path}.br`) ?? (await brotli(content))) : undefined;
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

/** A strong validator (RFC 9110 §8.8.3). */
export function etagOf(content: Uint8Array | string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/** A query that changes with the content, so that the file may be cached for a year. */
export function versionOf({ etag }: ServedFile): string {
  return etag.replaceAll('"', '');
}
