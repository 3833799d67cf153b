import { ADA, BOB, cleanUpAuth, openAuth } from '../../testing/support/auth-setup';

describe('AuthService, access tokens', () => {
  afterEach(cleanUpAuth);

  it('waits until the session has been checked', async () => {
    const { auth } = await openAuth({ sso: ADA });
    expect(auth.status()).toBe('loading');
    expect(await auth.accessToken()).toBe('token-1');
  });

  it('rejects when no user is signed in, without fetching the SDK', async () => {
    const { auth, loads } = await openAuth();
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_expired' }));
    expect(loads.count).toBe(0);
  });

  it('shares one renewal among parallel calls', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    const tokens = await Promise.all([
      auth.accessToken({ renew: true }),
      auth.accessToken({ renew: true }),
      auth.accessToken(),
    ]);
    expect(tokens).toEqual(['token-2', 'token-2', 'token-2']);
    expect(client.calls.filter((call) => call === 'renew').length).toBe(1);
  });

  it('renews again later', async () => {
    const { auth } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    await auth.accessToken({ renew: true });
    expect(await auth.accessToken({ renew: true })).toBe('token-3');
  });

  it('never returns the token of a different user', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    client.sso = BOB;
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_changed' }),
    );
    expect(auth.status()).toBe('failed');
    expect(auth.user()).toBeNull();
  });

  it('never returns the token of a different user after a sign-out that failed', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    client.failure = new Error('The worker does not respond.');
    await expectAsync(auth.logout()).toBeRejected();
    expect(auth.status()).toBe('authenticated');
    client.failure = null;
    client.sso = BOB;
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_changed' }),
    );
  });

  it('becomes anonymous with the reason if the session has ended', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    client.sso = null;
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_expired' }),
    );
    expect(auth.status()).toBe('anonymous');
    expect(auth.failure()?.code).toBe('session_expired');
  });

  it('stays signed in when the network fails', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    client.failure = new TypeError('Failed to fetch');
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'server_error' }),
    );
    expect(auth.status()).toBe('authenticated');
  });
});
