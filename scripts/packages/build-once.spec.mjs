import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkspace } from '../runtime/workspace.mjs';
import { buildOnce } from './build-once.mjs';

describe('buildOnce', () => {
  const NAME = `build-once-spec-${String(process.pid)}`;
  const SOURCES = join('dist', `${NAME}-sources`);
  let builds = 0;

  beforeEach(() => {
    builds = 0;
    mkdirSync(inWorkspace(SOURCES), { recursive: true });
    writeFileSync(inWorkspace(SOURCES, 'a.ts'), '1');
  });
  afterEach(() => {
    for (const path of [SOURCES, join('dist', NAME), join('dist', 'built', `${NAME}.txt`)]) {
      rmSync(inWorkspace(path), { recursive: true, force: true });
    }
  });

  const build = (code = 0) =>
    buildOnce(NAME, [SOURCES], () => {
      builds++;
      mkdirSync(inWorkspace('dist', NAME), { recursive: true });
      writeFileSync(inWorkspace('dist', NAME, 'a.js'), '1');
      return Promise.resolve({ code, output: 'output' });
    });

  it('builds the same sources once', async () => {
    expect(await build()).toEqual({ code: 0, output: 'output' });
    expect(await build()).toEqual({ code: 0, output: '' });
    expect(builds).toBe(1);
  });

  it('builds again after a change of the sources or of the result, but not of a spec', async () => {
    await build();
    writeFileSync(inWorkspace(SOURCES, 'a.spec.ts'), '1');
    await build();
    expect(builds).toBe(1);
    writeFileSync(inWorkspace(SOURCES, 'a.ts'), '2');
    await build();
    expect(builds).toBe(2);
    writeFileSync(inWorkspace('dist', NAME, 'a.js'), '2');
    await build();
    expect(builds).toBe(3);
    rmSync(inWorkspace('dist', NAME), { recursive: true });
    await build();
    expect(builds).toBe(4);
  });

  it('builds again after a failure', async () => {
    expect((await build(1)).code).toBe(1);
    await build();
    expect(builds).toBe(2);
  });
});
