import { startService } from './start-service.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

describe('stopOnSignals', () => {
  it('stops the parts first, although the command had registered before without any', async () => {
    /** @type {string[]} */
    const lines = [];
    const command = startService({
      name: 'command',
      script: inWorkspace('scripts', 'process', 'testing-command.mjs'),
      onLine: (line) => lines.push(line),
    });
    const { pid } = /** @type {{ pid: number }} */ (await command.message);
    process.kill(pid, 'SIGINT');
    expect(await command.crashed).toContain('exit code 130');
    expect(lines).toEqual(['stopping', 'stopped without a crash report']);
  });
});
