import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { authGuardFn, provideAuth0 } from '@auth0/auth0-angular';
import { AuthService, provideOnefold } from '@onefold/angular';
import { filter, firstValueFrom } from 'rxjs';
import { SessionChannel, type SessionMessage } from '../auth/session-channel';
import { HOST_ADA, HOST_BOB, openHost } from './host-auth-setup.spec';

@Component({ selector: 'onefold-host-profile-stub', template: 'profile' })
class GuardedComponent {}

const sdkError = (error: string) => Object.assign(new Error(error), { error });

describe('withAuth0Angular', () => {
  const { pathname, search } = location;
  afterEach(() => history.replaceState(null, '', `${pathname}${search}`));

  it('publishes the session that the application’s client found, after one silent check', async () => {
    const { auth, client } = await openHost({ client: { sso: HOST_ADA } });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(auth.user()?.sub).toBe('auth0|ada');
    expect(auth.user()?.claims?.['https://example.com/roles']).toEqual(['admin']);
    expect(client.calls).toEqual(['check']);
  });

  it('waits for an initializer of the application that configures its client', async () => {
    const callback = { search: '?code=c&state=s', client: { sso: HOST_ADA, appState: { target: '/profile' } } };
    const { auth, client } = await openHost({ ...callback, configuredLater: true });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['callback']);
  });

  it('is anonymous where the client found no session', async () => {
    const { auth } = await openHost();
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()).toBeNull();
  });

  it('signs in with the application’s client, which returns to the page', async () => {
    const { auth, client } = await openHost();
    await auth.whenSettled();
    await auth.login({ returnTo: '/profile?tab=1', connection: 'github', params: { acr_values: 'mfa' } });
    expect(client.logins).toEqual([
      {
        appState: { target: '/profile?tab=1' },
        authorizationParams: jasmine.objectContaining({ connection: 'github', acr_values: 'mfa' }),
      },
    ]);
  });

  it('leaves the callback to the application’s client', async () => {
    const { auth, client, router } = await openHost({
      client: { sso: HOST_ADA, appState: { target: '/profile' } },
      search: '?code=c&state=s',
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['callback']);
    await firstValueFrom(router.events.pipe(filter(() => router.url === '/profile')));
  });

  it('leaves the session alone on the callback page of the link flow until that page is left', async () => {
    const routes = [{ path: 'profile', canActivate: [authGuardFn], component: GuardedComponent }];
    const setup = { path: '/link/callback', search: '?code=c&state=s', direct: true, routes };
    const { auth, client, clientId, router } = await openHost({ client: { sso: HOST_ADA }, ...setup });
    const received: SessionMessage[] = [];
    const tab = new SessionChannel(clientId, (message) => received.push(message));
    await router.navigateByUrl('/link/callback?code=c&state=s');
    expect(client.calls).toEqual([]);
    expect(auth.status()).toBe('loading');
    await router.navigateByUrl('/profile');
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['check']);
    expect(router.url).toBe('/profile');
    expect(received).withContext('not a sign-in').toEqual([]);
    tab.close();
  });

  it('announces to other tabs only a sign-in that has just returned', async () => {
    const announced = Promise.withResolvers<SessionMessage>();
    const send = spyOn(SessionChannel.prototype, 'send').and.callFake(announced.resolve);
    for (const search of ['', '?code=success', '?code=c&state=s']) {
      expect(send).not.toHaveBeenCalled();
      const { auth } = await openHost({ client: { sso: HOST_ADA }, search });
      await auth.whenSettled();
      if (search !== '?code=c&state=s') TestBed.resetTestingModule();
    }
    expect((await announced.promise).kind).toBe('signed-in');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('holds the check of a client configured by an initializer on the callback page of the link flow, too', async () => {
    const setup = { path: '/link/callback', search: '?code=c&state=s', direct: true, configuredLater: true };
    const { auth, client, router } = await openHost({ client: { sso: HOST_ADA }, ...setup });
    await router.navigateByUrl('/link/callback?code=c&state=s');
    expect([auth.status(), ...client.calls]).toEqual(['loading']);
    await router.navigateByUrl('/');
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['check']);
  });

  it('reports a rejected sign-in and keeps the session', async () => {
    const { auth, client } = await openHost({
      client: { sso: HOST_ADA, failure: sdkError('access_denied') },
      search: '?error=access_denied&state=s',
    });
    expect(await auth.whenSettled()).toBe('authenticated');
    expect(client.calls).toEqual(['callback', 'check']);
  });

  it('reports why a sign-in was rejected', async () => {
    const { auth } = await openHost({
      client: { failure: sdkError('access_denied') },
      search: '?error=access_denied&state=s',
    });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect(auth.failure()?.code).toBe('login_cancelled');
  });

  it('refuses a different user if the sign-in requires the same one', async () => {
    const { auth } = await openHost({
      client: { sso: HOST_BOB, appState: { target: '/', onefoldSubject: 'auth0|ada' } },
      search: '?code=c&state=s',
    });
    expect(await auth.whenSettled()).toBe('failed');
    expect(auth.failure()?.code).toBe('session_changed');
    expect(auth.user()).toBeNull();
  });

  it('asks for a token of the linking API’s audience, and for the application’s own where both are the same', async () => {
    const foreign = await openHost({ client: { sso: HOST_ADA } });
    await foreign.auth.whenSettled();
    await foreign.auth.accessToken();
    expect(foreign.client.tokens).toEqual([
      { authorizationParams: { audience: 'https://accounts.example/', scope: 'openid profile email' } },
    ]);
    TestBed.resetTestingModule();
    const same = await openHost({
      client: { sso: HOST_ADA },
      hostConfig: { authorizationParams: { audience: 'https://accounts.example/' } },
    });
    await same.auth.whenSettled();
    await same.auth.accessToken({ renew: true });
    expect(same.client.tokens).toEqual([{ cacheMode: 'off' }]);
  });

  it('explains a refresh token that is missing for the second audience, and keeps the session', async () => {
    const messages = spyOn(console, 'error');
    const { auth, client } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    client.failure = sdkError('missing_refresh_token');
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'configuration_invalid' }));
    expect(auth.status()).toBe('authenticated');
    expect(messages.calls.mostRecent().args[0]).toContain('useRefreshTokensFallback');
  });

  it('ends as failed where a silent renewal returns another user', async () => {
    const { auth, client } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    client.sso = HOST_BOB;
    await expectAsync(auth.accessToken({ renew: true })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_changed' }),
    );
    expect(auth.status()).toBe('failed');
    expect(auth.user()).toBeNull();
  });

  it('is anonymous where the session has expired', async () => {
    const { auth, client } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    client.failure = sdkError('login_required');
    client.local = null;
    await expectAsync(auth.accessToken()).toBeRejectedWith(jasmine.objectContaining({ code: 'session_expired' }));
    expect(auth.status()).toBe('anonymous');
  });

  it('reports two applications in development', async () => {
    const messages = spyOn(console, 'error');
    const { auth } = await openHost({ hostConfig: { domain: 'other.example.com' } });
    await auth.whenSettled();
    await Promise.resolve();
    expect(messages.calls.allArgs().join()).toContain('must have the same "domain" and "clientId"');
  });
});

describe('provideOnefold beside provideAuth0', () => {
  it('reports in development how to use one client', async () => {
    const reported = new Promise<unknown>((resolve) => spyOn(console, 'error').and.callFake(resolve));
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideOnefold({ domain: 'tenant.example.com', clientId: 'two' }),
        provideAuth0({ domain: 'tenant.example.com', clientId: 'two' }),
      ],
    });
    TestBed.inject(AuthService);
    expect(await reported).toContain('Add withAuth0Angular()');
  });
});
