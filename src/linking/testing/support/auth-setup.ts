import { MOCK_PLATFORM_LOCATION_CONFIG } from '@angular/common/testing';
import { Component, type EnvironmentProviders, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationEnd, provideRouter, Router, type Routes } from '@angular/router';
import { filter, firstValueFrom, map } from 'rxjs';
import type { OnefoldConfig } from '../../configuration/onefold-config';
import { provideOnefold } from '../../provide-onefold';
import { AUTH_CLIENT_LOADER } from '../../auth/own-client/own-auth.service';
import { AuthService, type AuthStatus } from '../../auth/auth.service';
import type { AuthUser } from '../../auth/auth-user';
import { FakeAuthClient } from './fake-auth-client';
import { SubjectFingerprint } from '../../auth/own-client/session';

export const ADA: AuthUser = { sub: 'auth0|ada', name: 'Ada' };
export const BOB: AuthUser = { sub: 'google-oauth2|bob', name: 'Bob' };

@Component({ selector: 'onefold-page-stub', template: 'page' })
class PageComponent {}

/** Gives every spec a unique client id, so that specs do not share cookies, storage and channels. */
let serial = 0;

interface AuthSetup {
  readonly url?: string;
  /** Whose session the browser holds at Auth0. */
  readonly sso?: AuthUser;
  /** Leaves the SDK's mark of an earlier login; default: when `sso` is given. */
  readonly hint?: boolean;
  /** Whose session this browser had before. */
  readonly known?: AuthUser;
  readonly client?: Partial<Pick<FakeAuthClient, 'failure' | 'keepSubject' | 'returnTo'>>;
  readonly config?: Partial<OnefoldConfig>;
  readonly loader?: () => Promise<OnefoldConfig>;
  readonly routes?: Routes;
  readonly providers?: readonly (Provider | EnvironmentProviders)[];
}

interface OpenedAuth {
  readonly auth: AuthService;
  readonly client: FakeAuthClient;
  readonly clientId: string;
  /** How often the SDK's code was requested. */
  readonly loads: { readonly count: number };
  readonly router: Router;
  readonly subject: SubjectFingerprint;
  /** The address of the first navigation that ends. */
  readonly arrival: Promise<string>;
}

/** Opens an application at an address, with a fake in the place of Auth0's SDK. Specs only. */
export async function openAuth(setup: AuthSetup = {}): Promise<OpenedAuth> {
  const clientId = `client-${++serial}`;
  const client = Object.assign(new FakeAuthClient(), { sso: setup.sso ?? null }, setup.client);
  const loads = { count: 0 };
  const mark = `auth0.${clientId}.is.authenticated`;
  const subject = new SubjectFingerprint(clientId, () => localStorage);
  if (setup.hint ?? setup.sso) document.cookie = `${mark}=true`;
  if (setup.known) subject.write(await subject.of(setup.known.sub));
  cleanups.push(() => {
    document.cookie = `${mark}=; max-age=0`;
    subject.clear();
  });
  TestBed.configureTestingModule({
    providers: [
      {
        provide: MOCK_PLATFORM_LOCATION_CONFIG,
        useValue: { startUrl: `https://app.example${setup.url ?? '/'}`, appBaseHref: '/' },
      },
      provideRouter(setup.routes ?? [{ path: '**', component: PageComponent }]),
      provideOnefold(setup.loader ?? { domain: 'tenant.example.com', clientId, ...setup.config }),
      {
        provide: AUTH_CLIENT_LOADER,
        useValue: async () => {
          loads.count++;
          return () => client;
        },
      },
      ...(setup.providers ?? []),
    ],
  });
  const auth = TestBed.inject(AuthService);
  const router = TestBed.inject(Router);
  const arrival = firstValueFrom(
    router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
  );
  return { auth, client, clientId, loads, router, subject, arrival };
}

/** Resolves when `status$` emits a status. */
export function untilStatus(auth: AuthService, status: AuthStatus): Promise<AuthStatus> {
  return firstValueFrom(auth.status$.pipe(filter((value) => value === status)));
}

const cleanups: (() => void)[] = [];

/** Undoes what `openAuth()` left in the browser. */
export function cleanUpAuth(): void {
  cleanups.splice(0).forEach((clean) => clean());
}
