import { openStore, type TenantStore } from '../tenant-store.ts';

describe('Stored OIDC payloads', () => {
  let store: TenantStore;
  let now: number;
  beforeEach(() => {
    now = 1_000_000;
    store = openStore(':memory:', () => now);
  });
  afterEach(() => store.close());

  it('are found by id, uid and user code within their model', () => {
    store.payloads.upsert('Session', 'a', { uid: 'u', accountId: 'x|1' });
    store.payloads.upsert('DeviceCode', 'b', { userCode: 'c' });
    expect(store.payloads.find('Session', 'a')?.payload).toEqual({ uid: 'u', accountId: 'x|1' });
    expect(store.payloads.findByUid('Session', 'u')?.id).toBe('a');
    expect(store.payloads.findByUserCode('DeviceCode', 'c')?.id).toBe('b');
    expect(store.payloads.find('Grant', 'a')).toBeUndefined();
    expect(store.payloads.findByUid('Interaction', 'u')).toBeUndefined();
  });

  it('are absent from the moment they expire, and pruned', () => {
    store.payloads.upsert('AccessToken', 'a', {}, now + 10);
    expect(store.payloads.find('AccessToken', 'a')?.expires_at).toBe(now + 10);
    now += 10;
    expect(store.payloads.find('AccessToken', 'a')).toBeUndefined();
    store.payloads.prune();
    expect(store.snapshot().payloads).toEqual([]);
  });

  it('remember their first use', () => {
    store.payloads.upsert('RefreshToken', 'r', {});
    expect(store.payloads.find('RefreshToken', 'r')?.consumed_at).toBeUndefined();
    store.payloads.consume('RefreshToken', 'r');
    now += 5;
    store.payloads.consume('RefreshToken', 'r');
    expect(store.payloads.find('RefreshToken', 'r')?.consumed_at).toBe(1_000_000);
  });

  it('are deleted with their grant or their account', () => {
    store.payloads.upsert('RefreshToken', 'r1', { grantId: 'g1', accountId: 'x|1' });
    store.payloads.upsert('RefreshToken', 'r2', { grantId: 'g2', accountId: 'x|1' });
    store.payloads.upsert('Session', 's', { accountId: 'x|2' });
    store.payloads.revokeByGrantId('g1');
    expect(store.payloads.find('RefreshToken', 'r1')).toBeUndefined();
    expect(store.payloads.revokeAccount('x|1')).toBe(1);
    expect(store.payloads.find('RefreshToken', 'r2')).toBeUndefined();
    expect(store.payloads.find('Session', 's')).toBeDefined();
  });

  it('are removed some time after they expired', () => {
    store.payloads.upsert('Session', 'old', {}, now + 1);
    now += 10;
    for (let index = 0; index < 1000; index++) store.payloads.upsert('Session', 'new', {}, now + 1000);
    expect(store.snapshot().payloads.map(({ id }) => id)).toEqual(['new']);
  });
});
