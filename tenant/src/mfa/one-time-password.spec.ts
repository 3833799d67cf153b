import { applySeed } from '../seed/apply-seed.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { createClock, type Clock } from '../tokens/clock.ts';
import { openStore, type TenantStore } from '../store/tenant-store.ts';
import { checkOtp, currentOtp } from './one-time-password.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('An authenticator app', () => {
  let clock: Clock;
  let store: TenantStore;
  let user: string;
  const code = () => currentOtp({ store, clock }, user) ?? '';
  const check = (typed: string) => checkOtp({ store, clock }, user, typed);
  beforeEach(() => {
    clock = createClock(() => 1_700_000_000_000);
    store = openStore(':memory:', () => clock.now());
    applySeed(store, DEMO_SEED);
    user = store.users.create({
      connection: 'email',
      profile: { email: 'x@example.com' },
      mfa: { secret: SECRET },
    }).user_id;
  });
  afterEach(() => store.close());

  it('returns a code that works once, then the next one', () => {
    const first = code();
    expect(check(first)).toBe('right');
    expect(check(first)).toBe('wrong');
    expect(code()).not.toBe(first);
    expect(check(code())).toBe('right');
  });

  it('accepts no code older than a used one', () => {
    const early = code();
    clock.advance(30);
    expect(check(code())).toBe('right');
    expect(check(early)).toBe('wrong');
  });

  it("uses the tenant's clock", () => {
    const early = code();
    clock.advance(90);
    expect(check(early)).toBe('wrong');
    expect(check(code())).toBe('right');
  });

  it('is not checked for five minutes after ten wrong codes', () => {
    for (let count = 0; count < 10; count += 1) expect(check('nonsense')).toBe('wrong');
    expect(check(code())).toBe('too_many_attempts');
    clock.advance(299);
    expect(check(code())).toBe('too_many_attempts');
    clock.advance(1);
    expect(check(code())).toBe('right');
    expect(check('nonsense')).toBe('wrong');
  });

  it('becomes active with its first right code', () => {
    store.authenticators.put(user, { secret: SECRET, active: false, always: false, created_at: '' });
    expect(check('nonsense')).toBe('wrong');
    expect(store.authenticators.get(user)?.active).toBeFalse();
    expect(check(code())).toBe('right');
    expect(store.authenticators.get(user)?.active).toBeTrue();
  });

  it('is deleted with its user, and users without one have no code', () => {
    store.users.delete(user);
    expect(store.authenticators.get(user)).toBeUndefined();
    expect(currentOtp({ store, clock }, user)).toBeUndefined();
    expect(check('123456')).toBe('wrong');
  });
});
