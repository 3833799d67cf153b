import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Files worth compressing; pictures and fonts already are. */
const TEXT = new Set(['.js', '.css', '.html', '.json', '.svg', '.txt', '.webmanifest']);

/**
 * Compresses with brotli as the server sends it.
 *
 * @param {Uint8Array} content
 * @returns {Promise<Buffer>}
 */
export function brotli(content) {
  return compress(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    },
  });
}

/**
 * Writes `FILE.br` beside every text file of a folder that has none yet.
 *
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function compressFolder(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !TEXT.has(extname(entry.name)) || existsSync(`${path}.br`)) continue;
    const compressed = await brotli(await readFile(path));
    // Renamed into place, so that a server started meanwhile never sees half a file.
    const unfinished = `${path}.br.${randomUUID()}`;
    await writeFile(unfinished, compressed);
    await rename(unfinished, `${path}.br`);
  }
}
