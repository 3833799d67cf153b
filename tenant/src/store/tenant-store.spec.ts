import { applySeed } from '../seed/apply-seed.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import { matchesPassword } from './users/password.ts';
import { providerUserId } from './users/provider-user-id.ts';
import { openStore, type TenantStore } from './tenant-store.ts';
import type { UserSearchKey } from './users/user-store.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const MIRA = 'auth0|65f0a1b2c3d4e5f607080902';
const DATABASE = 'Username-Password-Authentication';

describe('The store', () => {
  let store: TenantStore;
  let now: number;
  beforeEach(() => {
    now = Date.parse('2026-06-01T12:00:00Z');
    store = openStore(':memory:', () => now);
    applySeed(store, DEMO_SEED);
  });
  afterEach(() => store.close());

  describe('signing in', () => {
    it('through a linked identity finds the primary and updates only that identity', () => {
      const user = store.users.signIn({
        connection: 'google-oauth2',
        provider: 'google-oauth2',
        user_id: '109283746510928374651',
        profile: { name: 'Mira Renamed' },
        ip: '10.0.0.9',
      });
      expect(user.user_id).toBe(MIRA);
      expect(user.name).toBe('Mira Okafor');
      expect(user.identities[1]?.profileData.name).toBe('Mira Renamed');
      expect(user.identities[1]?.profileData.email).toBe('mira.okafor@example.net');
      expect([user.logins_count, user.last_ip, user.last_login]).toEqual([1, '10.0.0.9', '2026-06-01T12:00:00.000Z']);
    });

    it('for the first time makes a user, the second time finds it', () => {
      const login = { connection: 'github', provider: 'github', user_id: 77, profile: { name: 'New' } };
      expect(store.users.signIn(login).user_id).toBe('github|77');
      expect(store.users.signIn(login).logins_count).toBe(2);
      expect(store.users.findByIdentity('github', '77')?.identities[0].user_id).toBe(77);
    });

    it('of a blocked user is rejected and changes nothing', () => {
      const ben = { connection: DATABASE, provider: 'auth0', user_id: '65f0a1b2c3d4e5f607080903' };
      const before = store.snapshot();
      expect(store.users.signIn({ ...ben, profile: { name: 'X' } }).blocked).toBeTrue();
      expect(store.snapshot()).toEqual(before);
    });

    it('to an unknown connection is rejected', () => {
      expect(() => store.users.signIn({ connection: 'nowhere', provider: 'x', user_id: '1' })).toThrowError(
        'Unknown connection "nowhere".',
      );
    });
  });

  describe('passwords', () => {
    it('match exactly; the address in any case', () => {
      expect(store.users.verifyPassword(DATABASE, 'ANA@example.com', 'demo')?.user_id).toBe(ANA);
      expect(store.users.verifyPassword(DATABASE, 'ana@example.com', 'Demo')).toBeUndefined();
      expect(store.users.verifyPassword(DATABASE, 'unknown@example.com', 'demo')).toBeUndefined();
      expect(store.users.verifyPassword('google-oauth2', 'ana@example.com', 'demo')).toBeUndefined();
    });

    it('are never in a user, and an unreadable hash matches nothing', () => {
      expect(JSON.stringify(store.users.list())).not.toContain('scrypt');
      expect(matchesPassword('', 'scrypt$$')).toBeFalse();
      expect(matchesPassword('demo', 'demo')).toBeFalse();
    });

    it('follow a database identity through link and unlink', () => {
      const leo = 'google-oauth2|118273645546372819104';
      const key = { provider: 'auth0', user_id: '65f0a1b2c3d4e5f607080901' };
      store.users.link(leo, key);
      expect(store.users.verifyPassword(DATABASE, 'ana@example.com', 'demo')?.user_id).toBe(leo);
      store.users.unlink(leo, key);
      expect(store.users.verifyPassword(DATABASE, 'ana@example.com', 'demo')?.user_id).toBe(ANA);
    });
  });

  describe('restore points', () => {
    it('restore everything in its order, any number of times, and are not affected by later changes', () => {
      store.payloads.upsert('Session', 's', { accountId: ANA, uid: 'u' });
      const before = store.snapshot();
      const restorePoint = store.restorePoints.take();
      for (let round = 0; round < 2; round += 1) {
        store.users.link(ANA, { provider: 'github', user_id: 4_815_162 });
        store.users.delete(MIRA);
        store.payloads.destroy('Session', 's');
        const other = store.restorePoints.take();
        store.restorePoints.restore(restorePoint);
        expect(store.snapshot()).toEqual(before);
        expect(store.payloads.findByUid('Session', 'u')?.id).toBe('s');
        store.restorePoints.drop(other);
      }
    });

    it('that are unknown or dropped change nothing', () => {
      const before = store.snapshot();
      const restorePoint = store.restorePoints.take();
      store.restorePoints.drop(restorePoint);
      for (const id of [restorePoint, 'snapshot-9', '"; DROP TABLE users; --']) {
        expect(() => store.restorePoints.restore(id)).toThrowError(RangeError, `Unknown snapshot "${id}".`);
        expect(() => store.restorePoints.drop(id)).toThrowError(RangeError);
      }
      expect(store.snapshot()).toEqual(before);
    });
  });

  it('undoes a transaction that fails, nested work included', () => {
    const before = store.snapshot();
    const work = () =>
      store.transaction(() => {
        store.users.delete(MIRA);
        store.users.link(ANA, { provider: 'google-oauth2', user_id: 'unknown' });
      });
    expect(work).toThrowError('The identity does not exist.');
    expect(store.snapshot()).toEqual(before);
  });

  it('makes ids in the format of each provider, the same for the same address', () => {
    const id = (strategy: string) => providerUserId({ name: 'c', strategy }, 'A@example.com');
    expect(id('google-oauth2')).toMatch(/^1\d{20}$/);
    expect(Number.isSafeInteger(id('github'))).toBeTrue();
    expect(id('windowslive')).toMatch(/^[0-9a-f]{16}$/);
    expect(id('email')).toMatch(/^[0-9a-f]{24}$/);
    expect(id('samlp')).toBe('c|A@example.com');
    expect(providerUserId({ name: 'c', strategy: 'github' }, 'a@example.com')).toBe(id('github'));
  });

  it('finds the same users by an index as by reading all of them', () => {
    const keys: readonly UserSearchKey[] = [
      { field: 'user_id', value: ANA.toUpperCase() },
      { field: 'email', value: 'ANA@example.com' },
      { field: 'name', value: 'souza', part: true },
      { field: 'user_metadata.theme', value: 'dark' },
      { field: 'email.domain', value: 'example.com' },
      { field: 'identities.provider', value: 'github' },
    ];
    const all = { page: 0, perPage: 100, matches: ({ user_id: id }: TenantUser) => id === ANA };
    for (const key of keys) {
      const { users, total } = store.users.search({ ...all, keys: [key] });
      expect([users.map(({ user_id: id }) => id), total])
        .withContext(key.field)
        .toEqual([[ANA], 1]);
    }
  });
});
