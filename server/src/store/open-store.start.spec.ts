import { execFile, type ExecFileOptions } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { ServerConfig } from '../configuration/server-config.ts';
import { isStoreUnavailable } from './database-errors.ts';
import { openStore } from './open-store.ts';
import { StoreError } from './store-error.ts';
import { eachStore } from './testing/each-store.ts';
import { createPostgresDatabase, dropPostgresDatabase } from './testing/embedded-postgres.ts';

const run = promisify(execFile);

/** Opens the database in a separate process. @returns `opened`. @throws {Error} With the output of the failed process. */
async function openInProcess(
  database: ServerConfig['database'],
  options: Pick<ExecFileOptions, 'uid' | 'cwd'> = {},
): Promise<string> {
  const script = `
    import { openStore } from ${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)};
    const store = await openStore(${JSON.stringify(database)});
    await store.db.selectFrom('intents').selectAll().execute();
    await store.close();
    process.stdout.write('opened');
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], options);
  return stdout;
}

async function refusal(opening: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await opening.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof StoreError)) throw new Error('It was not refused with a StoreError.', { cause: error });
  return error;
}

describe('openStore', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onefold-store-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('opens a new SQLite file in four processes at the same time, in a new folder', async () => {
    const file = join(folder, 'deep', 'onefold.db');
    expect(await Promise.all([1, 2, 3, 4].map(() => openInProcess({ file })))).toEqual(Array(4).fill('opened'));
  }, 30_000);

  it('does not start with a read-only file, and names it', async () => {
    const file = join(folder, 'onefold.db');
    await (await openStore({ file })).close();
    await chmod(file, 0o444);
    await chmod(folder, 0o555);
    // Another user opens it, because an administrator may write to any file.
    const user = process.getuid?.() === 0 ? { uid: 65_534, cwd: '/' } : {};
    await expectAsync(openInProcess({ file }, user)).toBeRejectedWithError(/onefold\.db" cannot be used.*readonly/);
    await chmod(folder, 0o755);
  }, 30_000);

  it('opens a new PostgreSQL database in four processes at the same time', async () => {
    const url = await createPostgresDatabase();
    expect(await Promise.all([1, 2, 3, 4].map(() => openInProcess({ url })))).toEqual(Array(4).fill('opened'));
    await dropPostgresDatabase(url);
  }, 30_000);

  it('opens a database in memory, each its own', async () => {
    const openedStores = await Promise.all([1, 2].map(() => openStore({ file: ':memory:' })));
    await openedStores[0]?.db.insertInto('rates').values({ name: 'management', next_at: 1 }).execute();
    expect(await openedStores[1]?.db.selectFrom('rates').selectAll().execute()).toEqual([]);
    await Promise.all(openedStores.map((store) => store.close()));
  });

  it('refuses a file that is not a database, and does not change it', async () => {
    const file = join(folder, 'notes.txt');
    const notes = 'Buy milk. '.repeat(1000);
    await writeFile(file, notes);
    const { code, message } = await refusal(openStore({ file }));
    expect(code).toBe('unusable');
    expect(message).toContain(`"${file}" cannot be used: file is not a database.`);
    expect(message).toContain('DATABASE_FILE');
    expect(await readFile(file, 'utf8')).toBe(notes);
  });

  it('refuses a database of another program', async () => {
    const file = join(folder, 'other.db');
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE songs (title TEXT)');
    database.close();
    const { code, message } = await refusal(openStore({ file }));
    expect(code).toBe('unusable');
    expect(message).toContain('belongs to another program');
  });

  it('refuses a damaged file', async () => {
    const file = join(folder, 'onefold.db');
    await (await openStore({ file })).close();
    const bytes = await readFile(file);
    bytes.fill(0xff, 4096 + 8, 4096 * 3);
    await writeFile(file, bytes);
    const { code, message } = await refusal(openStore({ file }));
    expect(code).toBe('unusable');
    expect(message).toContain(`"${file}"`);
  });

  it('refuses a file without write permission', async () => {
    const { code, message } = await refusal(openStore({ file: folder }));
    expect(code).toBe('unusable');
    expect(message).toContain('unable to open database file');
  });

  it('prepares each statement of SQLite once, and again after a change of its table', async () => {
    const store = await openStore({ file: ':memory:' });
    const prepared = spyOn(DatabaseSync.prototype, 'prepare').and.callThrough();
    const read = () => store.db.selectFrom('rates').selectAll().where('name', '=', 'a').execute();
    await read();
    await read();
    expect(prepared).toHaveBeenCalledTimes(1);
    await sql`alter table rates add column later text`.execute(store.db);
    await store.db.insertInto('rates').values({ name: 'a', next_at: 1 }).execute();
    expect(Object.keys((await read())[0] ?? {})).toContain('later');
    await store.close();
  });

  it('reports that PostgreSQL does not respond, without the password', async () => {
    const { code, message } = await refusal(openStore({ url: 'postgres://ada:secret@127.0.0.1:1/onefold' }));
    expect(code).toBe('unavailable');
    expect(message).toContain('127.0.0.1:1/onefold does not respond');
    expect(message).not.toContain('secret');
  });

  it('reports that PostgreSQL has no such database', async () => {
    const url = await createPostgresDatabase();
    await dropPostgresDatabase(url);
    const { code, message } = await refusal(openStore({ url }));
    expect(code).toBe('unusable');
    expect(message).toContain('does not exist');
  });
});

eachStore('An existing store', (test) => {
  it('is reopened with its data', async () => {
    await test.store.db.insertInto('rates').values({ name: 'management', next_at: 7 }).execute();
    const again = await openStore(test.database);
    expect(await again.db.selectFrom('rates').selectAll().execute()).toEqual([{ name: 'management', next_at: 7 }]);
    await again.close();
  });

  it('is refused if a newer version wrote it', async () => {
    await sql`insert into onefold_migrations values ('999-later', '2030-01-01T00:00:00.000Z')`.execute(test.store.db);
    const error = await refusal(openStore(test.database));
    expect(error.code).toBe('newer_version');
    expect(error.message).toContain('999-later');
    expect(isStoreUnavailable(error)).toBeFalse();
    await sql`delete from onefold_migrations where name = '999-later'`.execute(test.store.db);
  });

  it('is not ready after it is closed', async () => {
    const again = await openStore(test.database);
    await again.close();
    expect(await again.isReady()).toBeFalse();
  });
});
