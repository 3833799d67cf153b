import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { CanActivateFn } from '@angular/router';
import { AuthGuard, authGuardFn } from '@auth0/auth0-angular';
import { AppUrl } from '@onefold/angular';
import { filter, firstValueFrom } from 'rxjs';
import { SessionChannel, type SessionMessage } from '../auth/session-channel';
import { subjectFingerprint } from '../auth/subject-fingerprint';
import { untilStatus } from '../testing/support/auth-setup';
import { settle } from '../testing/support/fake-linking-server';
import { HOST_ADA, openHost } from './host-auth-setup.spec';

@Component({ selector: 'onefold-host-secret-stub', template: 'secret' })
class SecretComponent {}

describe('withAuth0Angular, with other tabs', () => {
  const { pathname, search } = location;
  afterEach(() => history.replaceState(null, '', `${pathname}${search}`));

  it('signs out once, for the application and for Onefold', async () => {
    const { auth, client, clientId } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    const received: SessionMessage[] = [];
    const tab = new SessionChannel(clientId, (message) => received.push(message));
    await auth.logout();
    expect(client.calls).toEqual(['check', 'logout {"returnTo":"https://app.example"}']);
    expect(auth.status()).toBe('anonymous');
    tab.close();
  });

  it('notifies other tabs of a sign-out that the application starts', async () => {
    const { auth, client, clientId, host } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    const received = new Promise<SessionMessage>((resolve) => new SessionChannel(clientId, resolve));
    await firstValueFrom(host.logout({ logoutParams: { returnTo: 'https://app.example/bye' } }));
    expect(await received).toEqual({ kind: 'signed-out' });
    expect(client.calls).toEqual(['check', 'logout {"returnTo":"https://app.example/bye"}']);
    expect(auth.user()).toBeNull();
  });

  it('loads a page of the former user again if Back shows it after a sign-out', async () => {
    const { auth, host } = await openHost({ client: { sso: HOST_ADA } });
    const reloadOnReturn = spyOn(TestBed.inject(AppUrl), 'reloadOnReturn');
    await auth.whenSettled();
    expect(reloadOnReturn).not.toHaveBeenCalled();
    await firstValueFrom(host.logout({ logoutParams: { returnTo: 'https://app.example/bye' } }));
    expect(reloadOnReturn).toHaveBeenCalled();
  });

  it('signs the application out where another tab signed out', async () => {
    const { auth, client, clientId, host } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-out' });
    await untilStatus(auth, 'anonymous');
    await firstValueFrom(host.isAuthenticated$.pipe(filter((signedIn) => !signedIn)));
    expect(client.calls).toEqual(['check', 'forget']);
    tab.close();
  });

  it('drops the tokens of the former user where another one signed in in another tab', async () => {
    const { auth, client, clientId, host } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, 'auth0|bob') });
    await firstValueFrom(host.isAuthenticated$.pipe(filter((signedIn) => !signedIn)));
    expect(client.calls).toEqual(['check', 'forget']);
    expect(auth.user()).toBeNull();
    expect(auth.failure()?.code).toBe('session_changed');
    tab.close();
  });

  it('keeps the cookies of the new user if the former user’s tokens could not be dropped', async () => {
    const { auth, client, clientId } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    document.cookie = `${client.mark}=true; Path=/`;
    client.failure = new Error('The worker does not respond.');
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, 'auth0|bob') });
    while (!client.calls.includes('forget')) await settle();
    expect(document.cookie).toContain(`${client.mark}=true`);
    expect(auth.failure()?.code).toBe('session_changed');
    tab.close();
    document.cookie = `${client.mark}=; Path=/; Max-Age=0`;
  });

  it('leaves other tabs signed in if signing out fails here', async () => {
    const { auth, client, clientId } = await openHost({ client: { sso: HOST_ADA } });
    await auth.whenSettled();
    const first = new Promise<SessionMessage>((resolve) => new SessionChannel(clientId, resolve));
    client.failure = new Error('The worker does not respond.');
    await expectAsync(auth.logout()).toBeRejected();
    // Messages keep their order, so one about the sign-out would have come before this one.
    const later: SessionMessage = { kind: 'signed-in', fingerprint: await subjectFingerprint(clientId, HOST_ADA.sub) };
    new SessionChannel(clientId, () => undefined).send(later);
    expect(await first).toEqual(later);
    expect(auth.status()).toBe('authenticated');
    const next = new Promise<SessionMessage>((resolve) => new SessionChannel(clientId, resolve));
    await auth.logout();
    expect(await next).toEqual({ kind: 'signed-out' });
  });

  it('loads a page again whose guard calls AuthGuard, where another tab signed out', async () => {
    const guard: CanActivateFn = (...args) => inject(AuthGuard).canActivate(...args);
    const routes = [{ path: 'secret', canActivate: [guard], component: SecretComponent }];
    const { auth, client, clientId, router } = await openHost({ client: { sso: HOST_ADA }, routes });
    await auth.whenSettled();
    await router.navigateByUrl('/secret');
    const reloaded = new Promise<string | undefined>((resolve) =>
      spyOn(TestBed.inject(AppUrl), 'reload').and.callFake(() => resolve(client.calls.at(-1))),
    );
    const tab = new SessionChannel(clientId, () => undefined);
    tab.send({ kind: 'signed-out' });
    expect(await reloaded)
      .withContext('after the tokens are dropped')
      .toBe('forget');
    tab.close();
  });

  for (const [name, guard] of Object.entries({ authGuardFn, AuthGuard })) {
    it(`leaves a page behind ${name} where another tab signed out`, async () => {
      const routes = [{ path: 'secret', canActivate: [guard], component: SecretComponent }];
      const { auth, clientId, router } = await openHost({ client: { sso: HOST_ADA }, routes });
      await auth.whenSettled();
      await router.navigateByUrl('/secret');
      const tab = new SessionChannel(clientId, () => undefined);
      tab.send({ kind: 'signed-out' });
      await firstValueFrom(router.events.pipe(filter(() => router.url === '/')));
      expect(auth.user()).toBeNull();
      tab.close();
    });
  }
});
