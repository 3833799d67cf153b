import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Environment variables for processes that tests start: they mostly load the server's code, and cached compiled code halves that
 * time.
 */
export const COMPILED_ONCE = { NODE_COMPILE_CACHE: join(tmpdir(), 'onefold-compiled') } as const;
