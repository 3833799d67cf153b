import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mutateServer, removeStaleCopies } from '../../e2e/attack/prove/mutated-server.ts';

describe('Copies of the server that a killed process left', () => {
  it('are removed, and those of a running process are kept', async () => {
    const { folder, remove } = await mutateServer([]);
    const killed = spawn(process.execPath, ['--eval', '']);
    await once(killed, 'exit');
    const stale = join(dirname(dirname(folder)), `copy-${String(killed.pid)}-abc`);
    try {
      mkdirSync(join(stale, 'server'), { recursive: true });
      await removeStaleCopies();
      expect(existsSync(stale)).toBeFalse();
      expect(existsSync(folder)).toBeTrue();
    } finally {
      rmSync(stale, { recursive: true, force: true });
      await remove();
    }
  });
});
