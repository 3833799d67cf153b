import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

const run = promisify(execFile);
const OPERATIONS = new URL('../../../docs/operations.md', import.meta.url);

describe('The documented backup of an SQLite file', () => {
  let folder: string;
  let store: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onefold-backup-'));
    store = await openStore({ file: join(folder, 'onefold.sqlite') });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (index: number) =>
    store.db
      .insertInto('history')
      .values({
        ...{ id: String(index), account: 'auth0|ana', at: index, type: 'identity.linked', flagged_at: null },
        details: JSON.stringify({ identity: null, address: null, user_agent: 'x'.repeat(1000) }),
      })
      .execute();

  it('completes while the server writes, and can be opened', async () => {
    for (let index = 0; index < 1000; index++) await write(index);
    const text = await readFile(OPERATIONS, 'utf8');
    const script = /node --input-type=module -e "\n([^`]*?VACUUM INTO[^`]*?)\n"/
      .exec(text)?.[1]
      ?.replaceAll('\\"', '"');
    if (script === undefined) throw new Error('operations.md has no backup.');
    let written = 1000;
    const ended = new AbortController();
    const backup = run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder }).finally(() => {
      ended.abort();
    });
    while (!ended.signal.aborted) {
      await write(written++);
      await new Promise(setImmediate);
    }
    await backup;
    const copy = await openStore({ file: join(folder, 'onefold-backup.sqlite') });
    const rows = await copy.db.selectFrom('history').select('id').execute();
    await copy.close();
    expect(rows.length).toBeGreaterThanOrEqual(1000);
    expect(rows.length).toBeLessThanOrEqual(written);
  }, 60_000);
});
