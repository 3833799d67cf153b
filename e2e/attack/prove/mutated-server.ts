import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inWorkspace } from '../../../scripts/runtime/workspace.mjs';
import type { Mutation } from './mutation.ts';

/** Inside the workspace, so that the copy resolves the packages. */
const COPIES = inWorkspace('.cache', 'attack-prove');

/** A copy of the server's sources without one of its defenses. */
export interface MutatedServer {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies the server's sources and switches a defense off in the copy.
 *
 * @throws {Error} If a text is not found exactly once: the mutation is stale and proves nothing.
 */
export async function mutateServer({ defense, edits }: Mutation): Promise<MutatedServer> {
  await mkdir(COPIES, { recursive: true });
  const folder = await mkdtemp(join(COPIES, 'server-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await cp(inWorkspace('server', 'src'), join(folder, 'src'), {
      recursive: true,
      filter: (path) => !/\.spec\.ts$|[\\/]testing$/.test(path),
    });
    for (const { file, find, replace } of edits) {
      const path = join(folder, 'src', file);
      const parts = (await readFile(path, 'utf8')).split(find);
      if (parts.length !== 2) {
        throw new Error(`Stale mutation "${defense}": ${file} has its text ${parts.length - 1} times:\n${find}`);
      }
      await writeFile(path, parts.join(replace));
    }
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
