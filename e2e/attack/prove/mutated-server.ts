import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAlive } from '../../../scripts/runtime/watch-parent.mjs';
import { inWorkspace } from '../../../scripts/runtime/workspace.mjs';
import type { Edit } from './mutation.ts';

/** Inside the workspace, so that the copy resolves the packages. */
const COPIES = inWorkspace('.cache', 'attack-prove');

/** Once per process. */
let cleaning: Promise<void> | undefined;

/** Folders that specs of the server read by a relative path. */
const NEIGHBORS = ['docs', 'scripts', 'tenant'];

/** A copy of the server without one of its defenses. */
export interface MutatedServer {
  /** In place of `server/`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies the server, with its specs and the contract, and switches a defense off in the copy.
 *
 * @param edits None for an intact copy.
 * @throws {Error} If a text is not found exactly once: the mutation is stale and proves nothing.
 */
export async function mutateServer(edits: readonly Edit[]): Promise<MutatedServer> {
  await mkdir(COPIES, { recursive: true });
  await (cleaning ??= removeStaleCopies());
  const copy = await mkdtemp(join(COPIES, `copy-${process.pid}-`));
  const folder = join(copy, 'server');
  const remove = () => rm(copy, { recursive: true, force: true });
  try {
    // Some specs start processes as another user.
    await chmod(copy, 0o755);
    for (const name of ['server', 'contract']) {
      const filter = (path: string) => basename(path) !== 'node_modules';
      await cp(inWorkspace(name), join(copy, name), { recursive: true, filter });
    }
    await mkdir(join(copy, 'node_modules', '@onefold'), { recursive: true });
    await symlink(join(copy, 'contract'), join(copy, 'node_modules', '@onefold', 'contract'), 'junction');
    for (const name of NEIGHBORS) await symlink(inWorkspace(name), join(copy, name), 'junction');
    for (const { file, find, replace } of edits) {
      const path = join(folder, 'src', file);
      const parts = (await readFile(path, 'utf8')).split(find);
      if (parts.length !== 2) throw new Error(`Stale: ${file} has this text ${parts.length - 1} times:\n${find}`);
      await writeFile(path, parts.join(replace));
    }
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Removes the copies of processes that were killed. */
export async function removeStaleCopies(): Promise<void> {
  const stale = (await readdir(COPIES)).filter((name) => !isAlive(Number(/^copy-(\d+)-/.exec(name)?.[1])));
  await Promise.all(stale.map((name) => rm(join(COPIES, name), { recursive: true, force: true })));
}
