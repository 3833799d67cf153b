import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { TenantUser } from '../../model/tenant-user.ts';
import { applySeed } from '../../seed/apply-seed.ts';
import { DEMO_SEED } from '../../seed/demo-seed.ts';
import { openStore, type TenantStore } from '../tenant-store.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const MIRA = 'auth0|65f0a1b2c3d4e5f607080902';
const DATABASE = 'Username-Password-Authentication';

describe('A search in memory', () => {
  let store: TenantStore;
  beforeEach(() => {
    store = openStore(':memory:');
    applySeed(store, DEMO_SEED);
    search();
  });
  afterEach(() => store.close());
  const search = (compare?: (left: TenantUser, right: TenantUser) => number) =>
    store.users.search({ page: 0, perPage: 100, matches: () => true, ...(compare ? { compare } : {}) }).users;
  const upToDate = () => expect(search()).toEqual(store.users.list());

  it('follows every change of a user and its identities', () => {
    const { user_id: created } = store.users.create({ connection: DATABASE, profile: { email: 'n@example.com' } });
    upToDate();
    store.users.patch(created, { profile: { name: 'New' }, blocked: true });
    upToDate();
    store.users.create({ connection: DATABASE, created_at: '2001-01-01T00:00:00.000Z', profile: { email: 'o@b.c' } });
    upToDate();
    store.users.link(ANA, { provider: 'github', user_id: 4_815_162 });
    upToDate();
    store.users.unlink(ANA, { provider: 'github', user_id: 4_815_162 });
    upToDate();
    store.users.signIn({ connection: DATABASE, provider: 'auth0', user_id: ANA.slice(6), profile: { locale: 'de' } });
    upToDate();
    store.users.verifyEmail({ provider: 'auth0', user_id: created.slice(6) });
    upToDate();
    store.users.removeLinked('google-oauth2');
    upToDate();
    store.users.delete(created);
    upToDate();
  });

  it('follows a failed transaction, a restored snapshot and a cleared store', () => {
    const restorePoint = store.restorePoints.take();
    const failing = () =>
      store.transaction(() => {
        store.users.delete(MIRA);
        search();
        throw new Error('Undone');
      });
    expect(failing).toThrowError('Undone');
    upToDate();
    store.users.delete(MIRA);
    upToDate();
    store.restorePoints.restore(restorePoint);
    upToDate();
    store.clear();
    expect(search()).toEqual([]);
  });

  it('reads no user from a store that began empty, also after a reset', () => {
    const reads = spyOn(store.users, 'list').and.callThrough();
    store.clear();
    applySeed(store, DEMO_SEED);
    expect(search().length).toBeGreaterThan(5);
    expect(reads).not.toHaveBeenCalled();
    upToDate();
  });

  describe('of a file', () => {
    const FILE_USERS = 2500;
    let folder: string;
    beforeEach(() => {
      store.close();
      folder = mkdtempSync(join(tmpdir(), 'tenant-cache-'));
      const path = join(folder, 'tenant.db');
      const first = openStore(path);
      applySeed(first, DEMO_SEED);
      first.transaction(() => {
        for (let index = 0; index < FILE_USERS; index++) {
          first.users.create({ connection: DATABASE, profile: { email: `user-${index}@example.com` } });
        }
      });
      first.close();
      store = openStore(path);
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const signal = () => new AbortController().signal;

    it('reads no user once the users were loaded in the background', async () => {
      await store.users.load(signal());
      const queries = spyOn(StatementSync.prototype, 'all').and.callThrough();
      expect(search().length).toBe(100);
      expect(queries).not.toHaveBeenCalled();
      upToDatePage();
    });

    it('loads in slices that let other work run, and follows changes made meanwhile', async () => {
      const loading = store.users.load(signal());
      await setImmediate();
      const deleted = store.users.list()[0]?.user_id ?? '';
      store.users.delete(deleted);
      store.users.patch(MIRA, { profile: { name: 'Changed meanwhile' } });
      store.users.create({ connection: DATABASE, created_at: '2001-01-01T00:00:00.000Z', profile: { email: 'n@b.c' } });
      upToDatePage();
      await loading;
      upToDatePage();
    });

    it('stops loading with the tenant', async () => {
      const stopping = new AbortController();
      const loading = store.users.load(stopping.signal);
      stopping.abort();
      await loading;
      const queries = spyOn(StatementSync.prototype, 'all').and.callThrough();
      search();
      expect(queries).toHaveBeenCalled();
    });

    const upToDatePage = () => expect(search()).toEqual(store.users.list().slice(0, 100));
  });

  it('sorts only the requested page, and keeps the order of equal users', () => {
    const byConnection = (left: TenantUser, right: TenantUser) => {
      const [a, b] = [left.identities[0].connection, right.identities[0].connection];
      return a < b ? -1 : a > b ? 1 : 0;
    };
    const expected = store.users.list().toSorted(byConnection);
    const page = (number: number) =>
      store.users.search({ page: number, perPage: 3, compare: byConnection }).users.map(({ user_id: id }) => id);
    expect([...page(0), ...page(1)]).toEqual(expected.slice(0, 6).map(({ user_id: id }) => id));
  });
});
