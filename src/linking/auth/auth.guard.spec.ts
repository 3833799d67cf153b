import { Component, ErrorHandler, inject, PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationEnd, Router, type Routes } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { filter, firstValueFrom } from 'rxjs';
import { ADA, BOB, cleanUpAuth, openAuth, untilStatus } from '../testing/support/auth-setup';
import { AppUrl } from './app-url.service';
import { authGuard } from './auth.guard';
import { AuthService } from './auth.service';
import { SessionChannel } from './session-channel';

@Component({ selector: 'onefold-home-stub', template: 'home' })
class HomeComponent {}

@Component({ selector: 'onefold-profile-stub', template: 'profile' })
class ProfileComponent {}

const URL = '/profile/linked?sort=name#github';

for (const kind of ['canActivate', 'canMatch'] as const) {
  describe(`authGuard as ${kind}`, () => {
    let loads: string[];
    let requested: PromiseWithResolvers<void>;
    let routes: Routes;

    beforeEach(() => {
      loads = [];
      requested = Promise.withResolvers();
      routes = [
        { path: '', pathMatch: 'full', component: HomeComponent },
        {
          path: 'profile/linked',
          [kind]: [authGuard],
          loadComponent: async () => {
            loads.push(TestBed.inject(AuthService).status());
            requested.resolve();
            return ProfileComponent;
          },
        },
      ];
    });
    afterEach(cleanUpAuth);

    it('lets a signed-in user pass', async () => {
      const { router } = await openAuth({ sso: ADA, routes });
      const harness = await RouterTestingHarness.create(URL);
      expect(harness.routeNativeElement?.textContent).toBe('profile');
      expect(router.url).toBe(URL);
    });

    for (const role of ['admin', 'guest']) {
      it(`runs with a guard of the application that reads the claims after a reload: ${role}`, async () => {
        const roleGuard = async () => {
          const { auth, home } = { auth: inject(AuthService), home: inject(Router).parseUrl('/') };
          await auth.whenSettled();
          return auth.user()?.claims?.['role'] === 'admin' || home;
        };
        const guarded = routes.map((route) =>
          route.path === '' ? route : { ...route, [kind]: [authGuard, roleGuard] },
        );
        const { router } = await openAuth({ sso: { ...ADA, claims: { role } }, routes: guarded });
        await RouterTestingHarness.create(URL);
        expect(router.url).toBe(role === 'admin' ? URL : '/');
      });
    }

    it('fetches the page while the session is still being checked', async () => {
      const { clientId } = await openAuth({
        sso: ADA,
        routes,
        // The session check ends only after the guard has requested the route's code.
        loader: () => requested.promise.then(() => ({ domain: 'tenant.example.com', clientId })),
      });
      await RouterTestingHarness.create(URL);
      expect(loads[0]).toBe('loading');
    });

    it('sends other visitors to sign in and back to the path, query and fragment', async () => {
      const { client } = await openAuth({ routes });
      const harness = await RouterTestingHarness.create(URL);
      expect(client.logins).toEqual([{ returnTo: URL }]);
      expect(harness.routeNativeElement?.textContent ?? '').not.toContain('profile');
    });

    it('lets every request pass during server-side rendering, so that the address stays', async () => {
      const { client, router } = await openAuth({ routes, providers: [{ provide: PLATFORM_ID, useValue: 'server' }] });
      const harness = await RouterTestingHarness.create(URL);
      expect(harness.routeNativeElement?.textContent).toBe('profile');
      expect(router.url).toBe(URL);
      expect(client.logins).toEqual([]);
    });

    it('does not preload the page for a user who has never signed in here', async () => {
      await openAuth({ routes });
      await RouterTestingHarness.create(URL);
      expect(loads).toEqual([]);
    });

    it('redirects home if the session belongs to a different user than before', async () => {
      const { client, router } = await openAuth({ sso: BOB, known: ADA, routes });
      const harness = await RouterTestingHarness.create(URL);
      expect(router.url).toBe('/');
      expect(harness.routeNativeElement?.textContent).toBe('home');
      expect(client.logins).toEqual([]);
    });

    it('does not redirect endlessly when the home page is guarded', async () => {
      const guarded: Routes = [{ path: '', [kind]: [authGuard], component: HomeComponent }];
      const { auth, router } = await openAuth({ sso: BOB, known: ADA, routes: guarded });
      // With `canMatch` no route matches, so the router rejects the navigation.
      await router.navigateByUrl('/').catch(() => false);
      expect(auth.failure()?.code).toBe('session_changed');
    });

    it('does not sign in again on a guarded home page after a refused sign-in', async () => {
      const guarded: Routes = [{ path: '', [kind]: [authGuard], component: HomeComponent }];
      const failure = Object.assign(new Error('denied'), { error: 'access_denied' });
      const { auth, client, router } = await openAuth({
        url: '/callback?error=access_denied&state=s',
        routes: guarded,
        client: { failure },
        providers: [{ provide: ErrorHandler, useValue: { handleError: () => undefined } }],
      });
      await auth.whenSettled();
      await router.navigateByUrl('/').catch(() => false);
      expect(client.logins).toEqual([]);
      expect(auth.failure()?.code).toBe('login_denied');
    });

    it('leaves the page when another tab signs out', async () => {
      const { auth, clientId, router } = await openAuth({ sso: ADA, routes });
      await RouterTestingHarness.create(URL);
      new SessionChannel(clientId, () => undefined).send({ kind: 'signed-out' });
      await firstValueFrom(router.events.pipe(filter((event) => event instanceof NavigationEnd)));
      expect(router.url).toBe('/');
      expect(auth.status()).toBe('anonymous');
    });

    for (const [name, path] of [
      ['a page whose guard of the application calls it', 'profile'],
      ['a guarded home page', ''],
    ] as const) {
      it(`loads ${name} again when another tab signs out, once the tokens are dropped`, async () => {
        const wrapper = ((route: never, at: never) => authGuard(route, at)) as typeof authGuard;
        const guard = path === '' ? authGuard : wrapper;
        const wrapped: Routes = [
          { path, [kind]: [guard], component: ProfileComponent },
          { path: '**', component: HomeComponent },
        ];
        const { client, clientId, router } = await openAuth({ sso: ADA, routes: wrapped });
        await RouterTestingHarness.create(`/${path}`);
        const reloaded = new Promise<string | undefined>((resolve) =>
          spyOn(TestBed.inject(AppUrl), 'reload').and.callFake(() => resolve(client.calls.at(-1))),
        );
        new SessionChannel(clientId, () => undefined).send({ kind: 'signed-out' });
        expect(await reloaded).toBe('forget');
        expect(router.url).toBe(`/${path}`);
      });
    }

    // With `canMatch` the router shows an empty home page.
    if (kind === 'canActivate') {
      it('loads the page again if the home page refuses after a different user signed in', async () => {
        const both: Routes = ['', 'profile'].map((path) => ({ path, [kind]: [authGuard], component: HomeComponent }));
        const { clientId } = await openAuth({ sso: ADA, routes: both });
        await RouterTestingHarness.create('/profile');
        const reloaded = new Promise<void>((resolve) =>
          spyOn(TestBed.inject(AppUrl), 'reload').and.callFake(() => resolve()),
        );
        new SessionChannel(clientId, () => undefined).send({ kind: 'signed-in', fingerprint: 'of another user' });
        await expectAsync(reloaded).toBeResolved();
      });
    }

    it('keeps a page without guards when another tab signs out', async () => {
      const { auth, clientId, router, client } = await openAuth({ sso: ADA, routes });
      const reload = spyOn(TestBed.inject(AppUrl), 'reload');
      await router.navigateByUrl('/#public');
      await auth.whenSettled();
      const forgotten = new Promise<void>((resolve) => spyOn(client, 'forget').and.callFake(async () => resolve()));
      new SessionChannel(clientId, () => undefined).send({ kind: 'signed-out' });
      await untilStatus(auth, 'anonymous');
      await forgotten;
      // A message arrives in a later task, so after everything that follows the dropped tokens.
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
      port1.close();
      expect(router.url).toBe('/#public');
      expect(reload).not.toHaveBeenCalled();
    });

    it('redirects home if the sign-in redirect fails', async () => {
      const { auth, router } = await openAuth({ routes, client: { failure: new TypeError('Failed to fetch') } });
      await RouterTestingHarness.create(URL);
      expect(router.url).toBe('/');
      expect(auth.failure()?.code).toBe('server_error');
    });
  });
}
