import { TestBed } from '@angular/core/testing';
import { FakeAuthService, anIdentity } from '@onefold/angular/testing';
import type { UnlinkRequest } from '@onefold/contract';
import { firstValueFrom } from 'rxjs';
import type { LinkingServerApi } from '../model/linking-gateway';
import { FakeFetch } from '../testing/support/fake-fetch';
import { SERVER_PROVIDERS } from '../testing/support/server-providers';
import { aServerIdentity, aMeResponse } from '../testing/support/me-response';
import { anIntent } from '../testing/support/fake-linking-server';
import { saveLogin } from './interrupted-login';
import { LinkingServerClient } from './linking-server.client';
import { ServerGateway } from './server.gateway';

const ME = 'https://accounts.test/v1/me';

describe('ServerGateway', () => {
  let server: FakeFetch;

  function setUp(): ServerGateway {
    TestBed.configureTestingModule({ providers: [...SERVER_PROVIDERS] });
    TestBed.inject(FakeAuthService).signIn();
    server = new FakeFetch();
    spyOn(window, 'fetch').and.callFake(server.fetch);
    return TestBed.inject(ServerGateway);
  }
  const request = (method: string, url: string) => server.request(method, url);
  const loaded = async (gateway: ServerGateway, etag = '"1"') => {
    const profile = gateway.profile();
    (await request('GET', ME)).respond(aMeResponse(), { headers: { ETag: etag } });
    return profile;
  };

  afterEach(() => expect(server.unanswered).toEqual([]));

  it('converts the profile to this library’s model', async () => {
    const profile = await loaded(setUp());
    expect(profile).toEqual({
      user_id: 'auth0|ada',
      name: 'Ada',
      created_at: new Date('2024-02-29T08:00:00Z'),
      identities: [
        jasmine.objectContaining({
          user_id: 'ada',
          isSocial: false,
          profileData: { email: 'ada@example.com' },
          label: 'Password',
          lock: { code: 'main_identity', reason: 'x' },
        }),
      ],
      suggestions: [],
      undo: null,
      fresh_until: null,
      unlink_ends_sessions: true,
    });
  });

  it('distinguishes a link that continues from one that has ended', async () => {
    setUp();
    const client = TestBed.inject(LinkingServerClient);
    const confirm = async (response: object, status: number) => {
      const result = client.confirmLinkIntent('7', { revision: 'r' }, { connection: '', email: '' });
      const sent = await request('POST', `${ME}/link-intents/7/confirm`);
      expect(sent.body).toEqual({ revision: 'r' });
      sent.respond(response, { status });
      return result;
    };
    expect(await confirm(anIntent({ stage: 'linking' }), 202)).toBeNull();
    expect((await confirm({ me: aMeResponse(), undo: null, sign_in: null }, 200))?.profile.user_id).toBe('auth0|ada');
  });

  for (const hours of [-1, 1, 12]) {
    it(`corrects times by the server’s clock if this browser’s is ${hours} h off`, async () => {
      const now = Date.now() - hours * 3_600_000;
      const inTenMinutes = new Date(now + 600_000).toISOString();
      const undo = {
        handle: 'h',
        kind: 'link' as const,
        identity: { provider: 'github', user_id: '1', label: 'GitHub', name: null, connection: 'github' },
        expires_at: inTenMinutes,
      };
      const gateway = setUp();
      const reading = gateway.profile();
      const headers = { Date: new Date(now).toUTCString() };
      (await request('GET', ME)).respond({ ...aMeResponse(), undo, fresh_until: inTenMinutes }, { headers });
      const profile = await reading;
      for (const time of [profile.fresh_until, profile.undo?.expires_at]) {
        const minutes = (Date.parse(time ?? '') - Date.now()) / 60_000;
        expect(minutes).toBeGreaterThan(9);
        expect(minutes).toBeLessThan(11);
      }
      const changing = gateway.setNickname(anIdentity(), 'x');
      (await request('PATCH', `${ME}/identities/google-oauth2/108`)).respond(
        { ...aMeResponse(), fresh_until: inTenMinutes },
        { headers },
      );
      const { fresh_until } = await changing;
      expect(Math.round((Date.parse(fresh_until ?? '') - Date.now()) / 60_000)).toBe(10);
    });
  }

  for (const connections of [undefined, null, 'x', [{ name: 7 }]]) {
    it(`shows the account without connections if the response has ${JSON.stringify(connections)}`, async () => {
      const gateway = setUp();
      const reading = gateway.profile();
      (await request('GET', ME)).respond({ ...aMeResponse(), connections });
      await reading;
      expect(await gateway.connections()).toEqual([]);
    });
  }

  it('sends cookies, also to another origin', async () => {
    void setUp().profile();
    const sent = await request('GET', ME);
    expect(sent.options.credentials).toBe('include');
    sent.respond(aMeResponse());
  });

  it('caches the response and returns it for 304 (Not Modified)', async () => {
    const gateway = setUp();
    const first = await loaded(gateway, '"7"');
    const second = gateway.profile();
    const sent = await request('GET', ME);
    expect(sent.headers.get('If-None-Match')).toBe('"7"');
    sent.respond(null, { status: 304 });
    expect(await second).toEqual(first);
  });

  it('discards the cached response when another user signs in, and rejects one about a different user', async () => {
    const gateway = setUp();
    await loaded(gateway);
    TestBed.inject(FakeAuthService).signIn({ sub: 'auth0|bob' });
    const profile = gateway.profile();
    const sent = await request('GET', ME);
    expect(sent.headers.has('If-None-Match')).toBeFalse();
    sent.respond(aMeResponse());
    await expectAsync(profile).toBeRejectedWith(jasmine.objectContaining({ code: 'session_changed' }));
  });

  it('omits facts of an unexpected type', async () => {
    const profile = setUp().profile();
    const spoilt = {
      ...aMeResponse(),
      suggestions: [{ id: 1 }],
      undo: 'x',
      fresh_until: 7,
      unlink_ends_sessions: 'yes',
    };
    (await request('GET', ME)).respond(spoilt);
    const { suggestions, undo, fresh_until, unlink_ends_sessions } = await profile;
    expect([suggestions, undo, fresh_until, unlink_ends_sessions]).toEqual([[], undefined, undefined, undefined]);
  });

  for (const identities of [[null], [{ provider: 'auth0' }], [], 'x']) {
    it(`fails for the identities ${JSON.stringify(identities)}, rather than showing half a page`, async () => {
      const profile = setUp().profile();
      (await request('GET', ME)).respond({ ...aMeResponse(), identities });
      await expectAsync(profile).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
    });
  }

  it('returns the connections from the same response, even if they are requested before the profile', async () => {
    const gateway = setUp();
    const connections = gateway.connections();
    await loaded(gateway);
    expect((await connections).map(({ name }) => name)).toEqual(['google-oauth2']);
  });

  it('rejects a response that is not a profile, for example the page of a proxy', async () => {
    const profile = setUp().profile();
    (await request('GET', ME)).respond({ hello: 'there' });
    await expectAsync(profile).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
  });

  const odd = anIdentity({ provider: 'samlp', user_id: 'acme|a/b@c' });
  const ODD = `${ME}/identities/samlp/acme%7Ca%2Fb%40c`;

  it('unlinks with the options of the request, and returns the whole profile', async () => {
    const unlinked = setUp().unlink(odd, null, { option: 'a b' } as unknown as UnlinkRequest);
    (await request('DELETE', `${ODD}?option=a+b`)).respond({ me: aMeResponse(), undo: null });
    expect((await unlinked).user_id).toBe('auth0|ada');
  });

  it('reads the profile back after an unlink whose response was lost', async () => {
    const unlinked = setUp().unlink(odd, null, {});
    (await request('DELETE', ODD)).lose();
    (await request('GET', ME)).respond(aMeResponse());
    expect((await unlinked).identities.length).toBe(1);
  });

  it('reports the error if the identity is still linked or the profile cannot be read', async () => {
    const gateway = setUp();
    const first = gateway.unlink(odd, null, {});
    (await request('DELETE', ODD)).refuse(503, 'auth0_unavailable');
    (await request('GET', ME)).respond({
      ...aMeResponse(),
      identities: [aServerIdentity(), aServerIdentity({ provider: 'samlp', user_id: 'acme|a/b@c' })],
    });
    await expectAsync(first).toBeRejectedWith(jasmine.objectContaining({ code: 'server_error' }));
    const second = gateway.unlink(odd, null, {});
    (await request('DELETE', ODD)).refuse(404, 'not_found');
    (await request('GET', ME)).lose();
    await expectAsync(second).toBeRejectedWith(jasmine.objectContaining({ code: 'identity_gone' }));
  });

  it('sends no further request after a refusal', async () => {
    const unlinked = setUp().unlink(odd, null, {});
    (await request('DELETE', ODD)).refuse(409, 'last_usable_sign_in');
    await expectAsync(unlinked).toBeRejectedWith(jasmine.objectContaining({ code: 'last_usable_sign_in' }));
  });

  it('undoes changes, names identities, dismisses suggestions and reads the history', async () => {
    const api: LinkingServerApi = await setUp().server();
    const undone = api.undo('h');
    (await request('POST', `${ME}/undo/h`)).respond({ me: aMeResponse(), undo: null });
    expect((await undone).user_id).toBe('auth0|ada');

    const named = api.setNickname(odd, 'Work');
    const patch = await request('PATCH', ODD);
    expect(patch.body).toEqual({ nickname: 'Work' });
    patch.respond(aMeResponse());
    expect((await named).user_id).toBe('auth0|ada');

    const dismissed = api.dismissSuggestion('s/1');
    (await request('DELETE', `${ME}/suggestions/s%2F1`)).respond(null, { status: 204 });
    (await request('GET', ME)).respond(aMeResponse());
    expect((await dismissed).suggestions).toEqual([]);

    const history = api.history({ limit: 2, cursor: 'c' });
    (await request('GET', `${ME}/history?limit=2&cursor=c`)).respond({ events: [], next: null });
    expect(await history).toEqual({ events: [], next: null });
  });

  it('reports the connection of a redirect that failed', async () => {
    const gateway = setUp();
    const intent = anIntent({ stage: 'failed', error: { code: 'login_cancelled', title: '' } });
    saveLogin({ id: intent.id, kind: 'link', mode: 'redirect', returned: true });
    const resumed = gateway.resume();
    // Fetched by then, too.
    await import('./server-link-attempt');
    (await request('GET', `${ME}/link-intents/${intent.id}`)).respond(intent);
    const attempt = await resumed;
    if (!attempt || 'kind' in attempt) throw new Error('Expected an attempt to link.');
    expect(attempt.connection).toEqual(intent.connection);
    await expectAsync(firstValueFrom(attempt.progress$)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'link_cancelled' }),
    );
    sessionStorage.clear();
  });
});
