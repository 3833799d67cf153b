import { eachStore } from '../store/testing/each-store.ts';
import { createRecentSignIns, type RecentSignIns } from './recent-sign-ins.ts';

eachStore('Recent sign-ins', (test) => {
  let now: number;
  let logins: RecentSignIns;
  beforeEach(() => {
    now = 1_000_000;
    logins = createRecentSignIns({ store: test.store, clock: { now: () => now } });
  });

  const anna = {
    ...{ subject: 'auth0|anna', browserHash: 'her browser', authAt: 1_000_000, connection: 'database' },
    sessionId: 'session 1',
  };

  it('last ten minutes from the login, not from when it was recorded', async () => {
    now += 60_000;
    await logins.record(test.store.db, anna);
    expect(await logins.find('auth0|anna', 'her browser')).toEqual({
      ...{ until: 1_600_000, connection: 'database', sessionId: 'session 1' },
    });
    now = 1_599_999;
    await expectAsync(logins.require('auth0|anna', 'her browser')).toBeResolved();
    now = 1_600_000;
    expect(await logins.find('auth0|anna', 'her browser')).toBeNull();
  });

  it('last no longer if the provider’s clock is ahead', async () => {
    await logins.record(test.store.db, { ...anna, authAt: now + 3_600_000 });
    expect((await logins.find('auth0|anna', 'her browser'))?.until).toBe(1_600_000);
  });

  it('belong to a user and a browser', async () => {
    await logins.record(test.store.db, anna);
    for (const [subject, browser] of [
      ['auth0|anna', 'another browser'],
      ['auth0|anna', null],
      ['auth0|mallory', 'her browser'],
    ] as const) {
      expect(await logins.find(subject, browser)).toBeNull();
      await expectAsync(logins.require(subject, browser)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'insufficient_user_authentication', maxAge: 600 }),
      );
    }
  });

  it('are replaced by later sign-ins, not by earlier ones that arrive late', async () => {
    await logins.record(test.store.db, anna);
    now += 120_000;
    await logins.record(test.store.db, { ...anna, authAt: now, connection: 'google', sessionId: null });
    await logins.record(test.store.db, { ...anna, authAt: now - 60_000, connection: 'github' });
    expect(await logins.find('auth0|anna', 'her browser')).toEqual({
      ...{ until: now + 600_000, connection: 'google', sessionId: null },
    });
  });

  it('all end with one call for the account', async () => {
    await logins.record(test.store.db, anna);
    await logins.record(test.store.db, { ...anna, browserHash: 'her phone' });
    await logins.record(test.store.db, { ...anna, subject: 'auth0|ben' });
    await logins.deleteAll(test.store.db, 'auth0|anna');
    expect(await logins.find('auth0|anna', 'her browser')).toBeNull();
    expect(await logins.find('auth0|anna', 'her phone')).toBeNull();
    expect(await logins.find('auth0|ben', 'her browser')).not.toBeNull();
  });
});
