import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { ADA, BOB, cleanUpAuth, openAuth, untilStatus } from '../../testing/support/auth-setup';
import { AppUrl } from '../app-url.service';
import { SessionChannel, type SessionMessage } from '../session-channel';
import { subjectFingerprint } from '../subject-fingerprint';

const denied = (appState: object | null) =>
  Object.assign(new Error('The user cancelled'), { error: 'access_denied', appState });

describe('AuthService, signing in', () => {
  afterEach(cleanUpAuth);

  it('returns to the current page', async () => {
    const { auth, client } = await openAuth({ url: '/orders?page=2#total' });
    await auth.login();
    expect(client.logins).toEqual([{ returnTo: '/orders?page=2#total' }]);
  });

  it('loads the page again if Back shows it', async () => {
    const { auth } = await openAuth();
    const reloadOnReturn = spyOn(TestBed.inject(AppUrl), 'reloadOnReturn');
    await auth.whenSettled();
    expect(reloadOnReturn).not.toHaveBeenCalled();
    await auth.login();
    expect(reloadOnReturn).toHaveBeenCalled();
  });

  it('returns to the home page instead of another origin', async () => {
    const { auth, client } = await openAuth();
    await auth.login({ returnTo: '//evil.example/' });
    expect(client.logins[0]?.returnTo).toBe('/');
  });

  it('never returns to a callback path', async () => {
    const { auth, client } = await openAuth({ url: '/callback' });
    await auth.login();
    await auth.login({ returnTo: '/link/callback?code=c&state=s' });
    expect(client.logins.map(({ returnTo }) => returnTo)).toEqual(['/', '/']);
  });

  it('leaves once when clicked twice', async () => {
    const { auth, client } = await openAuth();
    await Promise.all([auth.login(), auth.login()]);
    expect(client.logins.length).toBe(1);
  });

  it('rejects with the reason if the page cannot be left', async () => {
    const { auth } = await openAuth({ client: { failure: new TypeError('Failed to fetch') } });
    await auth.whenSettled();
    await expectAsync(auth.login()).toBeRejectedWith(jasmine.objectContaining({ code: 'server_error' }));
    expect(auth.failure()?.code).toBe('server_error');
    expect(auth.status()).toBe('anonymous');
  });
});

describe('AuthService, coming back from signing in', () => {
  afterEach(cleanUpAuth);

  it('consumes the callback and navigates to the target', async () => {
    const { auth, client, arrival } = await openAuth({
      url: '/callback?code=c&state=s',
      hint: false,
      sso: ADA,
      client: { returnTo: '/orders?page=2#total' },
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(await arrival).toBe('/orders?page=2#total');
    expect(client.calls).toEqual(['callback ?code=c&state=s']);
  });

  it('navigates to the home page if the target was tampered with', async () => {
    const { arrival } = await openAuth({
      url: '/callback?code=c&state=s',
      sso: ADA,
      client: { returnTo: 'https://evil.example/' },
    });
    expect(await arrival).toBe('/');
  });

  it('keeps the session on a callback without state', async () => {
    const { auth, client, arrival } = await openAuth({ url: '/callback?code=success', sso: ADA });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['token']);
    await arrival;
  });

  it('navigates to the home page from a callback without a response', async () => {
    const { auth, router } = await openAuth({ url: '/callback' });
    router.initialNavigation();
    expect(await auth.whenSettled()).toBe('anonymous');
    await firstValueFrom(router.events.pipe(filter(() => router.url === '/')));
  });

  it('reports an unknown target as the application’s error and keeps the session', async () => {
    const handleError = jasmine.createSpy();
    const { auth } = await openAuth({
      url: '/callback?code=c&state=s',
      sso: ADA,
      client: { returnTo: '/unknown' },
      routes: [{ path: 'known', children: [] }],
      providers: [{ provide: ErrorHandler, useValue: { handleError } }],
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    await new Promise<void>((resolve) => (handleError.calls.any() ? resolve() : handleError.and.callFake(resolve)));
    expect(auth.status()).toBe('authenticated');
    expect(auth.failure()).toBeNull();
  });

  it('asks for credentials after the account was denied, so that another can be chosen', async () => {
    const blocked = Object.assign(new Error('user is blocked'), {
      error: 'unauthorized',
      error_description: 'user is blocked',
    });
    const { auth, client } = await openAuth({
      url: '/callback?error=unauthorized&state=s',
      client: { failure: blocked },
    });
    await auth.whenSettled();
    await auth.login({ returnTo: '/orders' });
    expect(client.logins).toEqual([{ prompt: 'login', maxAge: 0, returnTo: '/orders' }]);
  });

  it('accepts a different user after an explicit sign-in', async () => {
    const { auth, subject } = await openAuth({ url: '/callback?code=c&state=s', sso: BOB, known: ADA });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(subject.read()).toBe(await subject.of(BOB.sub));
  });

  it('rejects a different user if the login requires the same one', async () => {
    const { auth, arrival, subject } = await openAuth({
      url: '/callback?code=c&state=s',
      sso: BOB,
      known: ADA,
      client: { keepSubject: true, returnTo: '/orders' },
    });
    expect(await arrival).toBe('/');
    expect(auth.status()).toBe('failed');
    expect(auth.failure()?.code).toBe('session_changed');
    expect(auth.user()).toBeNull();
    expect(subject.read()).toBe(await subject.of(ADA.sub));
  });

  it('navigates home as anonymous with the failure if the login was cancelled', async () => {
    const { auth, arrival } = await openAuth({
      url: '/callback?error=access_denied&state=s',
      client: { failure: denied({ target: '/profile' }) },
    });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()?.code).toBe('login_cancelled');
    expect(await arrival).toBe('/');
  });

  it('keeps the earlier session if a second login was denied, and navigates to the target', async () => {
    const { auth, arrival } = await openAuth({
      url: '/callback?error=access_denied&state=s',
      sso: ADA,
      known: ADA,
      client: { failure: denied({ target: '/profile' }) },
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(auth.failure()?.code).toBe('login_cancelled');
    expect(await arrival).toBe('/profile');
  });

  it('rejects an unsolicited callback', async () => {
    const forged = Object.assign(new Error('Invalid state'), { error: 'missing_transaction' });
    const { auth } = await openAuth({ url: '/callback?code=c&state=s', hint: false, client: { failure: forged } });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()?.code).toBe('login_failed');
  });

  it('consumes nothing on other paths', async () => {
    const { auth, client } = await openAuth({ url: '/orders?code=c&state=s' });
    await auth.whenSettled();
    expect(client.calls).toEqual([]);
  });
});

describe('AuthService, signing out', () => {
  afterEach(cleanUpAuth);

  it('ends the session, forgets the user and becomes anonymous', async () => {
    const { auth, client, subject } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    await auth.logout();
    expect(client.calls).toContain('logout');
    expect(subject.read()).toBeNull();
    expect(auth.status()).toBe('anonymous');
  });

  it('notifies the other tabs', async () => {
    const { auth, clientId } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    const heard = new Promise<SessionMessage>((resolve) => {
      new SessionChannel(clientId, resolve);
    });
    await auth.logout();
    expect(await heard).toEqual({ kind: 'signed-out' });
  });
});

describe('AuthService, a sign-out that fails', () => {
  afterEach(cleanUpAuth);

  it('leaves other tabs and the user signed in', async () => {
    const { auth, client, clientId } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    const first = new Promise<SessionMessage>((resolve) => new SessionChannel(clientId, resolve));
    spyOn(client, 'logout').and.rejectWith(new Error('The worker does not respond.'));
    await expectAsync(auth.logout()).toBeRejected();
    // Messages keep their order, so one about the sign-out would have come before this one.
    const later: SessionMessage = { kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, ADA.sub) };
    new SessionChannel(clientId, () => undefined).send(later);
    expect(await first).toEqual(later);
    expect(auth.user()).toEqual(ADA);
  });

  it('does not leave the status loading if the session is being checked', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    spyOn(client, 'logout').and.rejectWith(new Error('The worker does not respond.'));
    const token = Promise.withResolvers<string>();
    const checking = new Promise<void>((resolve) =>
      spyOn(client, 'accessToken').and.callFake(() => {
        client.local = ADA;
        resolve();
        return token.promise;
      }),
    );
    await checking;
    await expectAsync(auth.logout()).toBeRejected();
    token.resolve('token');
    expect(await auth.whenSettled()).toBe('authenticated');
  });
});

describe('AuthService, with other tabs', () => {
  afterEach(cleanUpAuth);

  it('becomes anonymous when another tab signs out, and drops its tokens', async () => {
    const { auth, client, clientId } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    new SessionChannel(clientId, () => undefined).send({ kind: 'signed-out' });
    await untilStatus(auth, 'anonymous');
    expect(auth.user()).toBeNull();
    expect(client.calls).toContain('forget');
  });

  it('fails with session_changed if another tab signs in as a different user', async () => {
    const { auth, clientId, subject } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    new SessionChannel(clientId, () => undefined).send({ kind: 'signed-in', fingerprint: await subject.of(BOB.sub) });
    await untilStatus(auth, 'failed');
    expect(auth.failure()?.code).toBe('session_changed');
    await expectAsync(auth.accessToken()).toBeRejected();
  });

  it('ignores messages of another shape', async () => {
    const { auth, clientId } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    const channel = new BroadcastChannel(`onefold.${clientId}`);
    for (const message of [null, 'signed-out', 7, {}, { kind: 'signed-in' }, { kind: 'other' }]) {
      channel.postMessage(message);
    }
    const heard = new Promise((resolve) => new SessionChannel(clientId, resolve));
    channel.postMessage({ kind: 'signed-out' });
    channel.close();
    expect(await heard).toEqual({ kind: 'signed-out' });
    await untilStatus(auth, 'anonymous');
    expect(auth.failure()).toBeNull();
  });

  it('signs in when another tab has', async () => {
    const { auth, client, clientId, subject } = await openAuth();
    await auth.whenSettled();
    client.sso = ADA;
    document.cookie = `auth0.${clientId}.is.authenticated=true`;
    new SessionChannel(clientId, () => undefined).send({ kind: 'signed-in', fingerprint: await subject.of(ADA.sub) });
    await untilStatus(auth, 'authenticated');
    expect(auth.user()).toEqual(ADA);
  });
});
