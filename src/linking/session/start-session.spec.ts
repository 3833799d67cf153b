import type { Auth0Client } from '@auth0/auth0-spa-js';
import type { ClientSettings } from './create-client';
import { startSession, type SessionSettings } from './start-session';
import { subjectFingerprint } from '../auth/subject-fingerprint';

describe('startSession', () => {
  const SETTINGS = { domain: 'tenant.example.com', clientId: 'early-client', audience: 'https://api.example/' };
  const MARK = `auth0.${SETTINGS.clientId}.is.authenticated`;
  const ME = `${location.origin}/v1/me`;
  const SUBJECT = `onefold.subject.${SETTINGS.clientId}`;
  const address = location.href;
  const made: ClientSettings[] = [];
  const requests: Request[] = [];
  let tokens = 0;
  let respond: () => Response;

  beforeEach(async () => {
    localStorage.setItem(SUBJECT, await subjectFingerprint(SETTINGS.clientId, 'auth0|ada'));
    made.splice(0);
    requests.splice(0);
    tokens = 0;
    respond = () => Response.json({ user_id: 'auth0|ada' }, { headers: { ETag: '"1"' } });
    document.cookie = `${MARK}=true`;
    spyOn(window, 'fetch').and.callFake((input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve().then(respond);
    });
  });
  afterEach(() => {
    document.cookie = `${MARK}=; max-age=0`;
    localStorage.removeItem(SUBJECT);
    history.replaceState(null, '', address);
  });

  function start(settings: Partial<SessionSettings> = {}, token = Promise.resolve<string | undefined>('token')) {
    return startSession({ ...SETTINGS, ...settings }, (needed) => {
      made.push(needed);
      const client: Pick<Auth0Client, 'getIdTokenClaims' | 'getTokenSilently'> = {
        getIdTokenClaims: () => Promise.resolve({ __raw: '', sub: 'auth0|ada' }),
        getTokenSilently: (() => (tokens++, token)) as never,
      };
      return client as Auth0Client;
    });
  }

  it('requests the token at once, and returns it once', async () => {
    const session = start();
    expect(tokens).toBe(1);
    expect(await session.takeToken()).toBe('token');
    expect(session.takeToken()).toBeNull();
  });

  it('requests nothing in a browser that has not signed in before', async () => {
    document.cookie = `${MARK}=; max-age=0`;
    const session = start({ linkingServer: '/' });
    expect(tokens).toBe(0);
    expect(session.takeToken()).toBeNull();
    expect(await session.takeProfile(ME, 'token')).toBeNull();
    expect(requests).toEqual([]);
  });

  it('does not consume a sign-in callback', () => {
    history.replaceState(null, '', '?code=c&state=s');
    expect(start().takeToken()).toBeNull();
    expect(tokens).toBe(0);
  });

  it('rejects with the error of the SDK', async () => {
    const denied = Object.assign(new Error('Login required'), { error: 'login_required' });
    const session = start({ linkingServer: '/' }, Promise.reject(denied));
    await expectAsync(session.takeToken()).toBeRejectedWith(denied);
    expect(await session.takeProfile(ME, 'token')).toBeNull();
  });

  it('requests the profile with the token, and returns its response once', async () => {
    const url = 'https://accounts.example.com/v1/me';
    const session = start({ linkingServer: 'https://accounts.example.com' });
    expect(await session.takeProfile(`${url}/history`, 'token')).toBeNull();
    expect(await session.takeProfile(url, 'token')).toEqual(
      jasmine.objectContaining({ url, status: 200, body: '{"user_id":"auth0|ada"}' }),
    );
    expect(await session.takeProfile(url, 'token')).toBeNull();
    expect(requests.map((request) => request.url)).toEqual([url]);
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer token');
    expect(requests[0]?.redirect).toBe('error');
  });

  it('returns the token once the request for the profile has been sent', async () => {
    const session = start({ linkingServer: '/' });
    await session.takeToken();
    expect(requests.length).toBe(1);
  });

  it('returns error responses, too', async () => {
    respond = () => Response.json({ code: 'server_error' }, { status: 503 });
    expect(await start({ linkingServer: '/' }).takeProfile(ME, 'token')).toEqual(
      jasmine.objectContaining({ status: 503, body: '{"code":"server_error"}' }),
    );
    const lost = new TypeError('Failed to fetch');
    respond = () => {
      throw lost;
    };
    expect(await start({ linkingServer: '/' }).takeProfile(ME, 'token')).toEqual(
      jasmine.objectContaining({ status: 0, body: lost }),
    );
  });

  for (const [linkingServer, url] of [
    ['/', `${location.origin}/v1/me`],
    ['/accounts', `${location.origin}/accounts/v1/me`],
    ['https://example.com/accounts/', 'https://example.com/accounts/v1/me'],
  ] as const) {
    it(`requests ${url} of the server ${linkingServer}`, async () => {
      expect(await start({ linkingServer }).takeProfile(url, 'token')).toEqual(
        jasmine.objectContaining({ status: 200 }),
      );
      expect(requests.map((request) => request.url)).toEqual([url]);
    });
  }

  it('requests no profile for a user who is new to this browser', async () => {
    for (const fingerprint of [null, await subjectFingerprint(SETTINGS.clientId, 'auth0|bob')]) {
      if (fingerprint === null) localStorage.removeItem(SUBJECT);
      else localStorage.setItem(SUBJECT, fingerprint);
      expect(await start({ linkingServer: '/' }).takeProfile(ME, 'token')).toBeNull();
    }
    expect(requests).toEqual([]);
  });

  it('returns the token, but requests no profile, if the browser denies access to its storage', async () => {
    const access = spyOnProperty(window, 'localStorage', 'get').and.throwError(new DOMException('', 'SecurityError'));
    const session = start({ linkingServer: '/' });
    expect(await session.takeToken()).toBe('token');
    expect(await session.takeProfile(ME, 'token')).toBeNull();
    access.and.callThrough();
    expect(requests).toEqual([]);
  });

  it('returns no profile of another token, and no old one', async () => {
    expect(await start({ linkingServer: '/' }).takeProfile(ME, 'another token')).toBeNull();

    // Each reading of the clock is a minute later.
    let now = 0;
    spyOn(performance, 'now').and.callFake(() => (now += 60_000));
    expect(await start({ linkingServer: '/' }).takeProfile(ME, 'token')).toBeNull();
  });

  it('returns its client for equal settings only', () => {
    const session = start({ scope: 'read:orders' });
    const same: ClientSettings = {
      ...SETTINGS,
      domain: 'https://tenant.example.com',
      redirectUri: new URL('callback', document.baseURI).href,
      scope: 'read:orders openid profile email',
    };
    expect(made[0]).toEqual({ ...same, domain: 'tenant.example.com', scope: 'openid profile email read:orders' });
    expect(session.clientFor(same)).not.toBeNull();
    expect(session.clientFor({ ...same, scope: 'openid' })).toBeNull();
    expect(session.clientFor({ ...same, clientId: 'another' })).toBeNull();
    expect(session.clientFor({ ...same, audience: 'https://other.example/' })).toBeNull();
    expect(session.clientFor({ ...same, redirectUri: 'https://other.example/callback' })).toBeNull();
    expect(session.clientFor({ ...same, organization: 'org_1' })).toBeNull();
  });
});
