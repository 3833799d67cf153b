import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../../testing/eventually.ts';
import { runSql } from './embedded-postgres.ts';

describe('createPostgresDatabase', () => {
  it('leaves no database if the process that created it is killed', async () => {
    const script = `
      import { createPostgresDatabase } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)};
      process.stdout.write(await createPostgresDatabase());
      setInterval(() => undefined, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const url = chunk.toString();
    await runSql(url, 'select 1');

    child.kill('SIGKILL');

    await eventually('PostgreSQL has ended', () =>
      runSql(url, 'select 1').then(
        () => false,
        (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED',
      ),
    );
    expect(child.killed).toBeTrue();
  }, 60_000);
});
