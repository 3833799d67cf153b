import { applySeed } from '../seed/apply-seed.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { openStore, type TenantStore } from '../store/tenant-store.ts';
import { createClock, type Clock } from '../tokens/clock.ts';
import type { TenantControl } from './tenant-control.ts';
import { createTestControl } from './testing/create-test-control.ts';
import { createTokenBucket, type TokenBucket } from '../management/http/rate-limit.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('The control of a tenant', () => {
  let store: TenantStore;
  let clock: Clock;
  let bucket: TokenBucket;
  let control: TenantControl;
  beforeEach(() => {
    clock = createClock(() => 1_000_000);
    store = openStore(':memory:', () => clock.now());
    applySeed(store, DEMO_SEED);
    store.clients.upsert({ client_id: 'app', name: 'App', app_type: 'spa' });
    bucket = createTokenBucket(() => clock.now());
    control = createTestControl(store, clock, bucket);
  });
  afterEach(() => store.close());

  it('resets users, sessions, faults, journal, clock and limit, and keeps clients and the signing key', () => {
    store.payloads.upsert('SigningKey', 'current', { kid: 'k' });
    store.payloads.upsert('Session', 's', { accountId: ANA }, clock.now() + 1000);
    control.block(ANA);
    control.setConnectionEnabled('app', 'github', false);
    control.addUser({ connection: 'email', profile: { email: 'new@example.com' } });
    control.faults.add({ path: '*', status: 500 });
    control.journal.record({ at: '', method: 'GET', path: '/', query: '', status: 200, headers: {} });
    control.setRateLimit({ limit: 1, perSeconds: 1 });
    control.advanceClock(60);
    control.reset();
    expect(store.users.list().length).toBe(DEMO_SEED.users.length);
    expect(store.users.get(ANA)?.blocked).toBeFalse();
    expect(store.clients.get('app')?.connections).toBeUndefined();
    expect(store.payloads.find('Session', 's')).toBeUndefined();
    expect(store.payloads.find('SigningKey', 'current')?.payload).toEqual({ kid: 'k' });
    expect([control.faults.list(), control.journal.entries()]).toEqual([[], []]);
    expect(clock.now()).toBe(1_000_000);
    expect(bucket.take().limit).toBe(50);
  });

  it('moves the clock, so that tokens expire', () => {
    store.payloads.upsert('AccessToken', 'a', {}, clock.now() + 3_600_000);
    control.advanceClock(3599);
    expect(store.payloads.find('AccessToken', 'a')).toBeDefined();
    control.advanceClock(1);
    expect(store.payloads.find('AccessToken', 'a')).toBeUndefined();
  });

  it('ends only the sessions of the given user', () => {
    store.payloads.upsert('Session', 'a', { accountId: ANA });
    store.payloads.upsert('Session', 'b', { accountId: 'x|1' });
    expect(control.revokeSessions(ANA)).toBe(1);
    expect(store.payloads.find('Session', 'b')).toBeDefined();
  });

  it('forbids a connection to one client and allows it again', () => {
    control.setConnectionEnabled('app', 'github', false);
    expect(store.clients.get('app')?.connections).not.toContain('github');
    expect(store.clients.get('app')?.connections).toContain('google-oauth2');
    control.setConnectionEnabled('app', 'github', true);
    expect(store.clients.get('app')?.connections).toContain('github');
    expect(() => control.setConnectionEnabled('unknown', 'github', true)).toThrowError(RangeError);
    expect(() => control.setConnectionEnabled('app', 'nowhere', true)).toThrowError(RangeError);
  });

  it('changes users', () => {
    expect(control.patchUser(ANA, { profile: { email_verified: false } }).email_verified).toBeFalse();
    control.block(ANA);
    expect(control.users().find(({ user_id }) => user_id === ANA)?.blocked).toBeTrue();
    control.unblock(ANA);
    expect(store.users.get(ANA)?.blocked).toBeFalse();
    expect(() => control.block('auth0|gone')).toThrowError('The user does not exist.');
  });

  it('keeps only the latest requests in the journal', () => {
    for (let index = 0; index < 1100; index += 1) {
      control.journal.record({ at: '', method: 'GET', path: `/${index}`, query: '', status: 200, headers: {} });
    }
    expect(control.journal.entries().length).toBe(1000);
    expect(control.journal.entries().at(-1)?.path).toBe('/1099');
    expect(control.journal.entries()[0]?.path).toBe('/100');
  });
});
