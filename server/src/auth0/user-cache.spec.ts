import { pino } from 'pino';
import { Sealer } from '../platform/sealer.ts';
import { eachStore } from '../store/testing/each-store.ts';
import type { Auth0User } from './management.ts';
import { createUserCache, sweepCachedUsers, type UserCache } from './user-cache.ts';

const ANA: Auth0User = {
  user_id: 'auth0|ana',
  email: 'ana@example.com',
  email_verified: true,
  blocked: false,
  user_metadata: {},
  app_metadata: {},
  identities: [{ provider: 'auth0', user_id: 'ana', connection: 'db', isSocial: false, profileData: {} }],
};

eachStore('The cache of users', (test) => {
  let now: number;
  let cache: UserCache;
  beforeEach(() => {
    now = 1_700_000_000_000;
    const sealer = new Sealer([new Uint8Array(32).fill(1)]);
    const logger = pino({ level: 'silent' });
    cache = createUserCache({ store: test.store, clock: { now: () => now }, sealer, logger });
  });

  it('returns a user for a minute from the beginning of the read', async () => {
    await cache.put(ANA, 0, now - 10_000);
    expect(await cache.find(ANA.user_id)).toEqual({ user: ANA, version: 0, direct: false });
    now += 49_999;
    expect((await cache.find(ANA.user_id)).user).toEqual(ANA);
    now += 1;
    expect((await cache.find(ANA.user_id)).user).toBeNull();
  });

  it('ignores a read from before a write, even if it arrives late', async () => {
    const { version } = await cache.find(ANA.user_id);
    await cache.invalidate([ANA.user_id]);
    now += 5_000;
    await cache.put(ANA, version, now);
    const found = await cache.find(ANA.user_id);
    expect(found).toEqual({ user: null, version: version + 1, direct: true });
    await cache.put(ANA, found.version, now);
    expect((await cache.find(ANA.user_id)).user).toEqual(ANA);
  });

  it('keeps the later of two reads', async () => {
    await cache.put({ ...ANA, name: 'New' }, 0, now);
    await cache.put({ ...ANA, name: 'Old' }, 0, now - 1);
    expect((await cache.find(ANA.user_id)).user?.name).toBe('New');
  });

  it('reports for thirty seconds after a write that a search may be stale', async () => {
    await cache.invalidate([ANA.user_id, ANA.user_id, 'auth0|other']);
    now += 29_999;
    expect((await cache.find('auth0|other')).direct).toBeTrue();
    now += 1;
    expect((await cache.find('auth0|other')).direct).toBeFalse();
    expect((await cache.find(ANA.user_id)).version).toBe(1);
  });

  it('counts every one of many writes at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => cache.invalidate([ANA.user_id, 'auth0|other'])));
    expect((await cache.find(ANA.user_id)).version).toBe(20);
  });

  it('deletes profiles soon, and unused rows after an hour, without any request', async () => {
    const sweep = () => sweepCachedUsers({ store: test.store, clock: { now: () => now } });
    await cache.put(ANA, 0, now);
    await cache.invalidate(['auth0|written']);
    now += 61_000;
    const bob = { ...ANA, user_id: 'auth0|bob' };
    await cache.put(bob, 0, now);
    await sweep();
    const documents = await test.store.db.selectFrom('cached_users').select(['user_id', 'document']).execute();
    expect(documents.filter(({ document }) => document !== null).map(({ user_id }) => user_id)).toEqual([bob.user_id]);
    now += 3_700_000;
    await cache.put(bob, 0, now);
    await sweep();
    const rows = await test.store.db.selectFrom('cached_users').select('user_id').execute();
    expect(rows).toEqual([{ user_id: bob.user_id }]);
  });
});
