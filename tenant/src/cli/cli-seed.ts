import { readFileSync } from 'node:fs';
import type { TenantSeed } from '../model/tenant-seed.ts';
import { demoClients } from '../seed/demo-clients.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { readSeed } from '../seed/read-seed.ts';
import { TenantError } from '../tenant-error.ts';

/**
 * The seed of the command line: a file's, or the demo people. Where it has no application, the demo's are added.
 * @throws TenantError `bad_seed`
 */
export function cliSeed(file: string | undefined): TenantSeed {
  const seed = file === undefined ? DEMO_SEED : readSeed(read(file), file);
  return seed.clients.length > 0 ? seed : { ...seed, clients: demoClients() };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    // Missing, a folder, not ours to read: the system's words name it.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TenantError('bad_seed', `cannot read the seed ${file}: ${reason}.`, { cause });
  }
}
