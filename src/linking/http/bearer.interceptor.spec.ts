import {
  HttpClient,
  HttpContext,
  HttpErrorResponse,
  provideHttpClient,
  withInterceptors,
  withXhr,
} from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { inject, PLATFORM_ID, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ONEFOLD_CONFIG, type OnefoldConfig } from '@onefold/angular';
import { firstValueFrom } from 'rxjs';
import { ADA, cleanUpAuth, openAuth } from '../testing/support/auth-setup';
import { BEARER, bearerInterceptor } from './bearer.interceptor';
import { withApis } from './with-apis';

const API = 'https://api.example.com/v1/orders';

async function openHttp(signedIn = true, providers: Provider[] = []) {
  const opened = await openAuth({
    ...(signedIn && { sso: ADA }),
    providers: [
      provideHttpClient(withInterceptors([bearerInterceptor])),
      provideHttpClientTesting(),
      ...providers,
      ...withApis(
        [
          'https://api.example.com/v1/',
          { url: 'https://orders.example.com/', audience: 'https://orders.example.com', scope: 'read:orders' },
          { url: 'https://catalog.example.com/', optional: true },
        ],
        { deny: ['https://api.example.com/v1/public/'] },
      ).ɵproviders,
    ],
  });
  await opened.auth.whenSettled();
  const http = TestBed.inject(HttpClient);
  const controller = TestBed.inject(HttpTestingController);
  /** Waits for pending promises: tokens, and the code that sends them, arrive asynchronously. */
  const requests = async (url: string): Promise<TestRequest[]> => {
    for (let turn = 0; turn < 20; turn++) {
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      const found = controller.match(url);
      if (found.length > 0) return found;
    }
    return [];
  };
  const request = async (url: string): Promise<TestRequest> => {
    const [only, ...others] = await requests(url);
    if (!only || others.length > 0) throw new Error(`Expected one request to ${url}.`);
    return only;
  };
  return { ...opened, http, controller, request, requests };
}

const authorization = ({ request }: TestRequest) => request.headers.get('Authorization');
const refuse = (request: TestRequest) => request.flush(null, { status: 401, statusText: 'Unauthorized' });

describe('bearerInterceptor', () => {
  afterEach(() => {
    TestBed.inject(HttpTestingController).verify();
    cleanUpAuth();
  });

  it('requests a token for the audience of the API, also when it renews it', async () => {
    const { http, request, client } = await openHttp();
    const url = 'https://orders.example.com/7';
    const response = firstValueFrom(http.get(url, { responseType: 'text' }));
    const sent = await request(url);
    expect(authorization(sent)).toBe('Bearer token-1-for-https://orders.example.com');
    refuse(sent);
    const again = await request(url);
    expect(authorization(again)).toBe('Bearer token-2-for-https://orders.example.com');
    expect(client.calls).toContain('renew for https://orders.example.com');
    again.flush('order');
    expect(await response).toBe('order');
  });

  it('sends a request without a token if it is optional and no user is signed in', async () => {
    const { http, request } = await openHttp(false);
    void firstValueFrom(http.get('https://catalog.example.com/x'));
    const byApi = await request('https://catalog.example.com/x');
    expect(authorization(byApi)).toBeNull();
    byApi.flush({});
    const context = new HttpContext().set(BEARER, 'if-signed-in');
    void firstValueFrom(http.get(API, { context }));
    const byRequest = await request(API);
    expect(authorization(byRequest)).toBeNull();
    byRequest.flush({});
  });

  it('sends an optional token if a user is signed in', async () => {
    const { http, request } = await openHttp();
    void firstValueFrom(http.get('https://catalog.example.com/x'));
    const sent = await request('https://catalog.example.com/x');
    expect(authorization(sent)).toBe('Bearer token-1');
    sent.flush({});
  });

  it('does not change requests during server-side rendering', async () => {
    const { http, request } = await openHttp(false, [{ provide: PLATFORM_ID, useValue: 'server' }]);
    http.get(API, { responseType: 'text' }).subscribe();
    const sent = await request(API);
    expect(authorization(sent)).toBeNull();
    sent.flush('');
  });

  it('adds the token to a listed API and refuses redirects', async () => {
    const { http, request } = await openHttp();
    const response = firstValueFrom(http.get(API, { responseType: 'text' }));
    const sent = await request(API);
    expect(authorization(sent)).toBe('Bearer token-1');
    expect(sent.request.redirect).toBe('error');
    sent.flush('orders');
    expect(await response).toBe('orders');
  });

  for (const url of ['https://evil.example/v1/orders', 'https://api.example.com/v1/public/x', '/assets/config.json']) {
    it(`sends ${url} at once, without a token and without the SDK`, async () => {
      const { http, controller, loads } = await openHttp(false);
      http.get(url).subscribe();
      // In the same task: the request did not wait.
      const sent = controller.expectOne(url);
      expect(authorization(sent)).toBeNull();
      expect(sent.request.redirect).not.toBe('error');
      expect(loads.count).toBe(0);
      sent.flush(null);
    });
  }

  it('adds no token if the request opts out', async () => {
    const { http, controller } = await openHttp();
    http.get(API, { context: new HttpContext().set(BEARER, 'never') }).subscribe();
    const sent = controller.expectOne(API);
    expect(authorization(sent)).toBeNull();
    sent.flush(null);
  });

  it('keeps an existing Authorization header', async () => {
    const { http, controller } = await openHttp();
    http.get(API, { headers: { Authorization: 'Basic x' } }).subscribe();
    const sent = controller.expectOne(API);
    expect(authorization(sent)).toBe('Basic x');
    sent.flush(null);
  });

  it('renews once on 401 and sends the request once more', async () => {
    const { http, request } = await openHttp();
    const response = firstValueFrom(http.get(API, { responseType: 'text' }));
    refuse(await request(API));
    const again = await request(API);
    expect(authorization(again)).toBe('Bearer token-2');
    again.flush('orders');
    expect(await response).toBe('orders');
  });

  it('gives up after the second 401', async () => {
    const { http, request, client } = await openHttp();
    const response = firstValueFrom(http.get(API)).catch((error: unknown) => error);
    refuse(await request(API));
    refuse(await request(API));
    const error = await response;
    expect(error).toBeInstanceOf(HttpErrorResponse);
    expect((error as HttpErrorResponse).status).toBe(401);
    expect(client.calls.filter((call) => call === 'renew').length).toBe(1);
  });

  it('shares one renewal among requests refused together, and among those refused later', async () => {
    const { http, requests, client } = await openHttp();
    const responses = Promise.all([1, 2, 3].map(() => firstValueFrom(http.get(API, { responseType: 'text' }))));
    const [first, second, third] = await requests(API);
    if (!first || !second || !third) throw new Error('Expected three requests.');
    refuse(first);
    refuse(second);
    const early = await requests(API);
    refuse(third);
    const all = [...early, ...(await requests(API))];
    expect(all.map(authorization)).toEqual(['Bearer token-2', 'Bearer token-2', 'Bearer token-2']);
    all.forEach((sent) => sent.flush('ok'));
    expect(await responses).toEqual(['ok', 'ok', 'ok']);
    expect(client.calls.filter((call) => call === 'renew').length).toBe(1);
  });

  it('does not retry other errors', async () => {
    const { http, request } = await openHttp();
    const response = firstValueFrom(http.get(API)).catch((error: unknown) => error);
    (await request(API)).flush(null, { status: 403, statusText: 'Forbidden' });
    expect(((await response) as HttpErrorResponse).status).toBe(403);
  });

  it('fails with the reason when the renewal fails', async () => {
    const { http, request, client } = await openHttp();
    const response = firstValueFrom(http.get(API)).catch((error: unknown) => error);
    client.sso = null;
    refuse(await request(API));
    expect(await response).toEqual(jasmine.objectContaining({ code: 'session_expired' }));
  });

  it('fails without sending when no user is signed in', async () => {
    const { http } = await openHttp(false);
    await expectAsync(firstValueFrom(http.get(API))).toBeRejectedWith(
      jasmine.objectContaining({ code: 'session_expired' }),
    );
  });

  describe('when a more recent sign-in is required (RFC 9470)', () => {
    const challenge = (request: TestRequest) =>
      request.flush(null, {
        status: 401,
        statusText: 'Unauthorized',
        headers: { 'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", max_age="600"' },
      });

    it('does not renew, and reports the required age to the application', async () => {
      const { http, request, client } = await openHttp();
      const response = firstValueFrom(http.get(API)).catch((error: unknown) => error);
      challenge(await request(API));
      expect(await response).toEqual(jasmine.objectContaining({ code: 'elevation_required', maxAge: 600 }));
      expect(client.calls).not.toContain('renew');
    });
  });
});

describe('bearerInterceptor, on XMLHttpRequest', () => {
  afterEach(cleanUpAuth);

  it('sends the token by fetch, which refuses redirects, and other requests as before', async () => {
    const send = spyOn(window, 'fetch').and.resolveTo(new Response('orders'));
    const open = spyOn(XMLHttpRequest.prototype, 'open').and.throwError('XMLHttpRequest');
    const { auth } = await openAuth({
      sso: ADA,
      providers: [
        provideHttpClient(withXhr(), withInterceptors([bearerInterceptor])),
        ...withApis(['https://api.example.com/v1/']).ɵproviders,
      ],
    });
    await auth.whenSettled();
    const http = TestBed.inject(HttpClient);
    expect(await firstValueFrom(http.get(API, { responseType: 'text' }))).toBe('orders');
    const [url, options] = send.calls.mostRecent().args;
    expect(url).toBe(API);
    expect(options?.redirect).toBe('error');
    expect(new Headers(options?.headers).get('Authorization')).toBe('Bearer token-1');
    expect(open).not.toHaveBeenCalled();
    await expectAsync(firstValueFrom(http.get('https://other.example/'))).toBeRejected();
    expect(open).toHaveBeenCalledTimes(1);
  });
});

describe('bearerInterceptor, on the request for the configuration', () => {
  afterEach(cleanUpAuth);

  it('lets a function given to provideOnefold() load it through HttpClient', async () => {
    const { auth } = await openAuth({
      loader: () => firstValueFrom(inject(HttpClient).get<OnefoldConfig>('/config.json')),
      providers: [provideHttpClient(withInterceptors([bearerInterceptor])), provideHttpClientTesting()],
    });
    const controller = TestBed.inject(HttpTestingController);
    await Promise.resolve();
    controller.expectOne('/config.json').flush({ domain: 'tenant.example.com', clientId: 'loaded' });
    expect(await auth.whenSettled()).toBe('anonymous');
    expect((await TestBed.inject(ONEFOLD_CONFIG)).clientId).toBe('loaded');
  });
});
