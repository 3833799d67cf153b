import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotli, isCompressible } from './brotli.ts';

/** Writes `FILE.br` beside every text file of a folder that has none yet, so that a server need not do it at its start. */
export async function compressFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isCompressible(extname(entry.name)) || existsSync(`${path}.br`)) continue;
    const compressed = await brotli(await readFile(path));
    // Renamed into place, so that a server started meanwhile never sees half a file.
    const unfinished = `${path}.br.${randomUUID()}`;
    await writeFile(unfinished, compressed);
    await rename(unfinished, `${path}.br`);
  }
}
