import { HttpClient, HttpErrorResponse, HttpResponse, provideHttpClient, withInterceptors } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { ProfileResponse, StartedSession } from '@onefold/angular/session';
import { firstValueFrom, of } from 'rxjs';
import { STARTED_SESSION } from '../configuration/onefold-feature';
import { startedProfileInterceptor } from './started-profile.interceptor';

describe('startedProfileInterceptor', () => {
  const ME = 'https://accounts.example.com/v1/me';
  const headers = { Authorization: 'Bearer token' };
  const taken: string[][] = [];
  let started: Partial<ProfileResponse> | null;
  let http: HttpClient;

  beforeEach(() => {
    taken.splice(0);
    const session: StartedSession = {
      clientFor: () => null,
      takeToken: () => null,
      takeProfile: (...args) => {
        taken.push(args);
        return Promise.resolve(started && { url: ME, status: 200, headers: new Headers(), body: '', ...started });
      },
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([startedProfileInterceptor, () => of(new HttpResponse({ body: 'sent' }))])),
        { provide: STARTED_SESSION, useValue: Promise.resolve(session) },
      ],
    });
    http = TestBed.inject(HttpClient);
  });

  it('returns the response of the request that was started early', async () => {
    started = { body: '{"user_id":"auth0|ada"}', headers: new Headers({ ETag: '"1"', Date: 'today' }) };
    const response = await firstValueFrom(http.get(ME, { headers, observe: 'response' }));
    expect(response.body).toEqual({ user_id: 'auth0|ada' });
    expect([response.status, response.headers.get('ETag'), response.headers.get('Date')]).toEqual([
      200,
      '"1"',
      'today',
    ]);
    expect(taken).toEqual([[ME, 'token']]);
  });

  it('fails like the early request: with its status, without a response, or without JSON', async () => {
    const lost = new TypeError('Failed to fetch');
    for (const [received, error] of [
      [{ status: 503, body: '{"code":"server_error"}' }, { code: 'server_error' }],
      [{ status: 401, body: '' }, null],
      [{ status: 0, body: lost }, lost],
      [{ status: 200, body: '<!doctype html>' }, '<!doctype html>'],
    ] as const) {
      started = received;
      const failure: unknown = await firstValueFrom(http.get(ME, { headers })).catch((reason: unknown) => reason);
      expect(failure).toBeInstanceOf(HttpErrorResponse);
      expect(failure).toEqual(jasmine.objectContaining({ status: received.status, error }));
    }
  });

  it('passes on requests without a token, with other methods, and if no request was started early', async () => {
    started = null;
    for (const request of [http.get(ME), http.delete(ME, { headers }), http.get(ME, { headers })]) {
      expect(await firstValueFrom<unknown>(request)).toBe('sent');
    }
    expect(taken).toEqual([[ME, 'token']]);
  });
});
