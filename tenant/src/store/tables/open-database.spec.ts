import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { applySeed } from '../../seed/apply-seed.ts';
import { DEMO_SEED } from '../../seed/demo-seed.ts';
import { openDatabase } from './open-database.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { StoreError } from './store-error.ts';
import { openStore } from '../tenant-store.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('A database file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenant-store-'));
    path = join(folder, 'tenant.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps users, links, passwords, tokens and the log when opened again', () => {
    const first = openStore(path);
    applySeed(first, DEMO_SEED);
    first.users.link(ANA, { provider: 'github', user_id: 4_815_162 });
    first.payloads.upsert('RefreshToken', 'r', { accountId: ANA, grantId: 'g' });
    const event = first.logs.write({ type: 's', user_id: ANA });
    const before = first.snapshot();
    first.close();
    const second = openStore(path);
    expect(second.snapshot()).toEqual(before);
    expect(second.logs.list(ANA).map(({ log_id: id }) => id)).toEqual([event.log_id]);
    expect(second.users.get(ANA)?.identities[1]?.user_id).toBe(4_815_162);
    expect(second.users.verifyPassword('Username-Password-Authentication', 'ana@example.com', 'demo')).toBeDefined();
    expect(second.payloads.find('RefreshToken', 'r')?.payload['grantId']).toBe('g');
    second.close();
  });

  it('of a newer version is rejected and not changed', () => {
    openStore(path).close();
    const raw = new DatabaseSync(path);
    raw.exec('PRAGMA user_version = 99');
    raw.close();
    expect(() => openStore(path)).toThrowMatching(
      refusal(new RegExp(`newer version \\(schema 99, this one knows ${MIGRATIONS.length}\\)`)),
    );
    const after = new DatabaseSync(path);
    expect(after.prepare('SELECT user_version AS value FROM pragma_user_version').get()?.['value']).toBe(99);
    after.close();
  });

  it('of an older version is migrated with its rows, or left unchanged if that fails', () => {
    const [first = '', ...later] = MIGRATIONS;
    const old = openDatabase(path, [first]);
    old.exec("INSERT INTO clients VALUES ('app', '{}')");
    old.close();
    expect(() => openDatabase(path, [first, 'CREATE TABLE extra (a)', 'nonsense'])).toThrowMatching(
      refusal(/nonsense/),
    );
    const untouched = new DatabaseSync(path);
    expect(untouched.prepare("SELECT name FROM sqlite_schema WHERE name = 'extra'").get()).toBeUndefined();
    expect(untouched.prepare('SELECT user_version AS value FROM pragma_user_version').get()?.['value']).toBe(1);
    untouched.close();
    const store = openStore(path);
    expect(store.clients.list().length).toBe(1);
    store.resourceServers.upsert({ identifier: 'api', name: 'API' });
    expect(store.resourceServers.get('api')?.name).toBe('API');
    expect(later.length).toBeGreaterThan(0);
    store.close();
  });

  it('keeps signing keys of the first format', () => {
    const old = openDatabase(path, MIGRATIONS.slice(0, 7));
    const insert = old.prepare("INSERT INTO payloads (model, id, payload) VALUES ('SigningKey', ?, ?)");
    insert.run('current', JSON.stringify({ kid: 'b', kty: 'RSA' }));
    insert.run('previous', JSON.stringify({ keys: [{ kid: 'a', kty: 'RSA' }] }));
    old.close();
    const store = openStore(path);
    const stored = (id: string) => store.payloads.find('SigningKey', id)?.payload;
    expect(stored('current')).toEqual({ keys: [{ jwk: { kid: 'b', kty: 'RSA' } }] });
    expect(stored('previous')).toEqual({ keys: [{ jwk: { kid: 'a', kty: 'RSA' } }] });
    store.close();
  });

  it('of another program is rejected and not changed', () => {
    const raw = new DatabaseSync(path);
    raw.exec('CREATE TABLE notes (text TEXT)');
    raw.close();
    const before = readFileSync(path);
    expect(() => openStore(path)).toThrowMatching(refusal(/another program/));
    expect(readFileSync(path).equals(before)).toBeTrue();
  });

  it('that is not a database is rejected and not changed', () => {
    writeFileSync(path, 'no database, just a note of some length to look like one');
    expect(() => openStore(path)).toThrowMatching(refusal(/file is not a database/));
    expect(readFileSync(path, 'utf8')).toContain('just a note');
  });

  it('with damaged pages is rejected', () => {
    const store = openStore(path);
    applySeed(store, DEMO_SEED);
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096);
    writeFileSync(path, bytes);
    expect(() => openStore(path)).toThrowMatching(refusal(/Cannot use the database|damaged/));
  });

  it('in a missing folder is rejected with its name', () => {
    const lost = join(folder, 'no', 'such', 'tenant.db');
    expect(() => openStore(lost)).toThrowMatching(refusal(/no\/such\/tenant\.db/));
  });

  it('has the application id of a tenant', () => {
    openStore(path).close();
    const raw = new DatabaseSync(path);
    expect(raw.prepare('SELECT application_id AS value FROM pragma_application_id').get()?.['value']).toBe(
      APPLICATION_ID,
    );
    raw.close();
  });
});

function refusal(message: RegExp): (thrown: unknown) => boolean {
  return (thrown) =>
    thrown instanceof StoreError && thrown.code === 'database_unusable' && message.test(thrown.message);
}
