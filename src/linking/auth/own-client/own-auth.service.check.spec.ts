import { PLATFORM_ID } from '@angular/core';
import type { OnefoldConfig } from '../../configuration/onefold-config';
import { ADA, BOB, cleanUpAuth, openAuth, untilStatus } from '../../testing/support/auth-setup';

describe('AuthService, when the application opens', () => {
  afterEach(cleanUpAuth);

  it('is anonymous without the mark of an earlier login, and fetches no SDK', async () => {
    const { auth, loads } = await openAuth({ hint: false });
    expect(auth.status()).toBe('loading');
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(loads.count).toBe(0);
    expect(auth.user()).toBeNull();
  });

  it('is authenticated when Auth0 knows the browser', async () => {
    const { auth } = await openAuth({ sso: ADA });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(auth.user()).toEqual(ADA);
    expect(auth.failure()).toBeNull();
  });

  it('is anonymous when the session at Auth0 has ended', async () => {
    const { auth } = await openAuth({ hint: true });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()).toBeNull();
  });

  it('fails when Auth0 cannot be reached, and checks again on request', async () => {
    const { auth, client } = await openAuth({ sso: ADA, client: { failure: new TypeError('Failed to fetch') } });
    expect(await auth.whenSettled()).toBe('failed');
    expect(auth.failure()?.code).toBe('server_error');
    client.failure = null;
    await auth.check();
    expect(auth.status()).toBe('authenticated');
  });

  it('recognizes the user after a reload', async () => {
    const { auth } = await openAuth({ sso: ADA, known: ADA });
    expect(await auth.whenSettled()).toBe('authenticated');
  });

  it('recognizes the user if the browser denies access to its storage', async () => {
    const { auth } = await openAuth({ sso: ADA });
    const access = spyOnProperty(window, 'localStorage', 'get').and.throwError(new DOMException('', 'SecurityError'));
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(access).toHaveBeenCalled();
  });

  it('never adopts a different user', async () => {
    const { auth } = await openAuth({ sso: BOB, known: ADA });
    expect(await auth.whenSettled()).toBe('failed');
    expect(auth.failure()?.code).toBe('session_changed');
    expect(auth.user()).toBeNull();
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_changed' }));
  });

  it('adopts the former user after a reload during the second sign-in, once that has ended', async () => {
    const { auth, client } = await openAuth({ sso: BOB, known: ADA });
    await auth.whenSettled();
    window.dispatchEvent(new Event('focus'));
    await auth.check();
    expect(auth.failure()?.code).withContext('while the other user is signed in').toBe('session_changed');
    client.sso = ADA;
    window.dispatchEvent(new Event('focus'));
    await untilStatus(auth, 'authenticated');
    expect(auth.user()).toEqual(ADA);
    expect(auth.failure()).toBeNull();
  });

  it('checks again on request after the session changed, without the tokens of the other user', async () => {
    const { auth, client } = await openAuth({ sso: BOB, known: ADA });
    await auth.whenSettled();
    client.sso = ADA;
    await auth.check();
    expect(auth.user()).toEqual(ADA);
  });

  it('does not check again when the window gets the focus while a user is signed in', async () => {
    const { auth, client } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    window.dispatchEvent(new Event('focus'));
    await auth.accessToken();
    expect(client.calls).toEqual(['token', 'token']);
  });

  it('asks for credentials when signing in after the session changed', async () => {
    const { auth, client } = await openAuth({ sso: BOB, known: ADA });
    await auth.whenSettled();
    await auth.login({ returnTo: '/profile' });
    expect(client.logins).toEqual([{ prompt: 'login', maxAge: 0, returnTo: '/profile' }]);
  });

  it('remembers the user by an anonymous fingerprint', async () => {
    const { auth, subject, clientId } = await openAuth({ sso: ADA });
    await auth.whenSettled();
    expect(subject.read()).toMatch(/^[0-9a-f]{64}$/);
    expect(localStorage.getItem(`onefold.subject.${clientId}`)).toBe(await subject.of(ADA.sub));
  });

  it('fails with the settings to correct if the configuration is invalid', async () => {
    const { auth } = await openAuth({ config: { domain: 'https://tenant.example.com/path' } });
    expect(await auth.whenSettled()).toBe('failed');
    expect(auth.failure()?.code).toBe('configuration_invalid');
    expect(auth.failure()?.message).toContain('Set "domain"');
  });

  it('leaves the session alone on the path of the link flow until that path is left', async () => {
    const { auth, client, router } = await openAuth({ url: '/link/callback?code=c&state=s', sso: ADA });
    await router.navigateByUrl('/link/callback?code=c&state=s');
    expect(auth.status()).toBe('loading');
    expect(client.calls).toEqual([]);
    await router.navigateByUrl('/profile');
    expect(await auth.whenSettled()).toBe('authenticated');
  });

  it('checks the session if the link callback was left before the configuration loaded', async () => {
    const late = Promise.withResolvers<OnefoldConfig>();
    const { auth, clientId, router } = await openAuth({
      url: '/link/callback?code=c&state=s',
      sso: ADA,
      loader: () => late.promise,
    });
    await router.navigateByUrl('/profile');
    late.resolve({ domain: 'tenant.example.com', clientId });
    expect(await auth.whenSettled()).toBe('authenticated');
  });

  it('lets the link flow sign in from its own path, back to the profile', async () => {
    const { auth, client } = await openAuth({ url: '/link/callback?code=c&state=s', sso: ADA });
    await auth.login({ returnTo: '/profile?linking', connection: 'main', loginHint: 'ada@example.com', maxAge: 0 });
    expect(client.calls).toEqual(['login']);
    expect(client.logins[0]?.returnTo).toBe('/profile?linking');
  });

  it('emits the same through the streams', async () => {
    const { auth } = await openAuth({ sso: ADA });
    const statuses: string[] = [];
    const names: (string | undefined)[] = [];
    auth.status$.subscribe((status) => statuses.push(status));
    auth.user$.subscribe((user) => names.push(user?.name));
    await untilStatus(auth, 'authenticated');
    expect(statuses).toEqual(['loading', 'authenticated']);
    expect(names).toEqual([undefined, 'Ada']);
  });

  it('stays loading during server-side rendering, loads nothing and has no token', async () => {
    const loader = jasmine.createSpy('loader');
    const { auth, loads } = await openAuth({
      sso: ADA,
      loader,
      providers: [{ provide: PLATFORM_ID, useValue: 'server' }],
    });
    expect(await auth.whenSettled()).toBe('loading');
    await auth.check();
    expect(auth.status()).toBe('loading');
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_expired' }));
    expect(loader).not.toHaveBeenCalled();
    expect(loads.count).toBe(0);
  });
});
