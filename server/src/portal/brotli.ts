import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const compress = promisify(brotliCompress);

/** Files worth compressing; pictures and fonts already are. */
const TEXT = new Set(['.js', '.css', '.html', '.json', '.svg', '.txt', '.webmanifest']);

/** Whether files with this extension become smaller. */
export function isCompressible(extension: string): boolean {
  return TEXT.has(extension);
}

/**
 * Compresses with brotli (RFC 7932).
 *
 * @param quality Default: the highest, for files that are compressed once.
 */
export function brotli(content: Uint8Array, quality = constants.BROTLI_MAX_QUALITY): Promise<Buffer> {
  return compress(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    },
  });
}

/** Writes `FILE.br` beside every text file of a folder that has none, so that servers need not compress at their start. */
export async function compressFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isCompressible(extname(entry.name)) || existsSync(`${path}.br`)) continue;
    const compressed = await brotli(await readFile(path));
    // Renamed into place, so that a server never reads half a file.
    const unfinished = `${path}.br.${randomUUID()}`;
    await writeFile(unfinished, compressed);
    await rename(unfinished, `${path}.br`);
  }
}
