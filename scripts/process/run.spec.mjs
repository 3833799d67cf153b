import { run, runNode } from './run.mjs';
import { startService } from './start-service.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

describe('run', () => {
  it('returns the exit code and both outputs', async () => {
    const { code, output, stdout } = await run(process.execPath, [
      '-e',
      'console.log("out"); console.error("err"); process.exitCode = 3',
    ]);
    expect(code).toBe(3);
    expect(output).toContain('err');
    expect(stdout).toBe('out\n');
  });

  it('reports a program that does not exist instead of throwing', async () => {
    const { code, output } = await run('onefold-no-such-program', []);
    expect(code).toBe(1);
    expect(output).toContain('ENOENT');
  });

  it('counts an end by signal as a failure', async () => {
    expect((await runNode('-e', ['process.kill(process.pid, "SIGKILL")'])).code).toBe(1);
  });

  it('ends a program that takes longer than it may', async () => {
    const { code, output } = await runNode('-e', ['setInterval(() => {}, 1000)'], { seconds: 0.1 });
    expect(code).toBe(1);
    expect(output).toContain('Ended by SIGTERM');
  });
});

describe('startService', () => {
  const script = inWorkspace('scripts', 'process', 'testing-service.mjs');

  it('passes the first message on and stops without a crash report', async () => {
    const service = startService({ name: 'service', script, args: ['stay'] });
    expect(await service.message).toEqual({ ready: true });
    await service.stop();
    const settled = await Promise.race([service.crashed, Promise.resolve('nothing')]);
    expect(settled).toBe('nothing');
  });

  it('reports a crash with its last lines', async () => {
    const service = startService({ name: 'service', script, args: ['crash'] });
    const report = await service.crashed;
    expect(report).toContain('The service stopped unexpectedly (exit code 7)');
    expect(report).toContain('  something broke');
  });
});
