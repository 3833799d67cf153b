import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * For the environment of processes that tests start: loading the server's code is most of their work, and compiled already it
 * is half of it.
 */
export const COMPILED_ONCE = { NODE_COMPILE_CACHE: join(tmpdir(), 'onefold-compiled') } as const;
