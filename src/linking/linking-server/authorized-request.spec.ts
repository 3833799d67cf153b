import { onefoldError } from '@onefold/angular';
import type { ProfileResponse } from '@onefold/angular/session';
import { FakeFetch } from '../testing/support/fake-fetch';
import { sendAuthorized, type ServerRequest } from './authorized-request';

const ME = 'https://accounts.test/v1/me';

describe('sendAuthorized', () => {
  let server: FakeFetch;
  let renewals: number;
  let started: Partial<ProfileResponse> | null;
  let taken: string[][];
  const auth = {
    accessToken: ({ renew = false } = {}) => Promise.resolve(`token-${renew ? ++renewals : renewals}`),
  };

  beforeEach(() => {
    server = new FakeFetch();
    spyOn(window, 'fetch').and.callFake(server.fetch);
    renewals = 0;
    started = null;
    taken = [];
  });
  afterEach(() => expect(server.unanswered).toEqual([]));

  function send(request: Partial<ServerRequest> = {}, session = auth) {
    const startedSession = {
      clientFor: () => null,
      takeToken: () => null,
      takeProfile: (...args: string[]) => {
        taken.push(args);
        return Promise.resolve(started && { url: ME, status: 200, headers: new Headers(), body: '', ...started });
      },
    };
    const parts = { auth: session, started: Promise.resolve(startedSession) };
    return sendAuthorized(parts, { method: 'GET', url: ME, headers: { 'Accept-Language': 'fr' }, ...request });
  }

  it('sends token, headers, cookies and JSON, and refuses redirects', async () => {
    const response = send({ method: 'POST', body: { a: 1 } });
    const sent = await server.request('POST', ME);
    expect(Object.fromEntries(sent.headers)).toEqual({
      authorization: 'Bearer token-0',
      'accept-language': 'fr',
      'content-type': 'application/json',
    });
    expect([sent.body, sent.options.credentials, sent.options.redirect]).toEqual([{ a: 1 }, 'include', 'error']);
    sent.respond({ b: 2 }, { headers: { ETag: '"1"' } });
    const { body, headers } = await response;
    expect(body).toEqual({ b: 2 });
    expect(headers.get('ETag')).toBe('"1"');
  });

  it('renews the token once on 401, and then gives up', async () => {
    const response = send();
    (await server.request('GET', ME)).refuse(401, 'unauthorized');
    const again = await server.request('GET', ME);
    expect(again.headers.get('Authorization')).toBe('Bearer token-1');
    again.refuse(401, 'unauthorized');
    await expectAsync(response).toBeRejectedWith(jasmine.objectContaining({ name: 'ResponseError', status: 401 }));
  });

  it('uses the token that another request has renewed', async () => {
    const response = send();
    const sent = await server.request('GET', ME);
    await auth.accessToken({ renew: true });
    sent.refuse(401, 'unauthorized');
    const again = await server.request('GET', ME);
    expect(again.headers.get('Authorization')).toBe('Bearer token-1');
    again.respond({});
    await response;
    expect(renewals).toBe(1);
  });

  it('renews nothing if the server requires a recent sign-in', async () => {
    const response = send();
    (await server.request('GET', ME)).refuse(401, 'insufficient_user_authentication', { max_age: 600 });
    await expectAsync(response).toBeRejectedWith(jasmine.objectContaining({ status: 401 }));
    expect(renewals).toBe(0);
  });

  it('sends nothing without a token, and rejects with the reason', async () => {
    const reason = onefoldError('session_expired', 'x', null);
    await expectAsync(send({}, { accessToken: () => Promise.reject(reason) })).toBeRejectedWith(reason);
  });

  it('rejects with what arrived instead of a usable response', async () => {
    for (const [body, status, received] of [
      ['{"code":"rate_limited"}', 429, { code: 'rate_limited' }],
      ['<!doctype html>', 200, '<!doctype html>'],
      ['', 503, null],
    ] as const) {
      const response = send();
      (await server.request('GET', ME)).respond(body, { status });
      await expectAsync(response).toBeRejectedWith(jasmine.objectContaining({ status, body: received }));
    }
    const lost = send();
    (await server.request('GET', ME)).lose();
    await expectAsync(lost).toBeRejectedWith(jasmine.objectContaining({ status: 0, body: jasmine.any(TypeError) }));
  });

  describe('after startSession()', () => {
    it('takes the response of the request that was started early', async () => {
      started = { body: '{"user_id":"auth0|ada"}', headers: new Headers({ ETag: '"1"', Date: 'today' }) };
      const { body, headers } = await send();
      expect(body).toEqual({ user_id: 'auth0|ada' });
      expect([headers.get('ETag'), headers.get('Date')]).toEqual(['"1"', 'today']);
      expect(taken).toEqual([[ME, 'token-0']]);
    });

    it('fails like the early request: with its status, without a response, or without JSON', async () => {
      const lost = new TypeError('Failed to fetch');
      for (const [received, body] of [
        [{ status: 503, body: '{"code":"server_error"}' }, { code: 'server_error' }],
        [{ status: 403, body: '' }, null],
        [{ status: 0, body: lost }, lost],
        [{ status: 200, body: '<!doctype html>' }, '<!doctype html>'],
      ] as const) {
        started = received;
        await expectAsync(send()).toBeRejectedWith(jasmine.objectContaining({ status: received.status, body }));
      }
    });

    it('sends other requests, and those that were not started early', async () => {
      for (const method of ['GET', 'DELETE']) {
        const response = send({ method });
        (await server.request(method, ME)).respond({ sent: method });
        expect((await response).body).toEqual({ sent: method });
      }
      expect(taken).toEqual([[ME, 'token-0']]);
    });
  });
});
