import type { LoginAccount, LoginSuggestions, Problem, Suggestion } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';
import { ANNA, BEN, bearer, openEventHarness, type EventHarness } from '../history/testing/event-harness.ts';
import { eachStore } from '../store/testing/each-store.ts';

const DAY = 86_400_000;
const ADDRESS = 'anna@example.com';
const SECRET = 'the-secret-of-the-action-and-the-server';
const EARLIER = 'what-the-action-showed-before-the-change';

function account(userId: string, connection: string): Auth0User {
  const [provider = '', user_id = ''] = userId.split('|');
  return {
    ...{ user_id: userId, email: ADDRESS, email_verified: true, blocked: false, user_metadata: {}, app_metadata: {} },
    identities: [{ provider, user_id, connection, isSocial: false, profileData: {} }],
  };
}

const LOGIN: LoginAccount = { user_id: ANNA, identities: [{ provider: 'auth0', user_id: 'anna' }] };

eachStore('suggestions at a login', (test) => {
  let harness: EventHarness;

  beforeEach(() => {
    harness = openEventHarness(test.store, { actionSecrets: [SECRET, EARLIER] });
    harness.auth0.users = [account(ANNA, 'database')];
    harness.auth0.found = [account('google-oauth2|1', 'google')];
  });

  async function request(body: unknown = LOGIN, credentials = `Bearer ${SECRET}`): Promise<Response> {
    return harness.request('/v1/login-suggestions', {
      method: 'POST',
      headers: { authorization: credentials, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async function suggested(login: LoginAccount = LOGIN): Promise<readonly Suggestion[]> {
    const response = await request(login);
    expect(response.status).toBe(200);
    return ((await response.json()) as LoginSuggestions).suggestions;
  }

  async function codeOf(response: Promise<Response>): Promise<string> {
    return ((await (await response).json()) as Problem).code;
  }

  it('are sent to the Action, masked, at the first login', async () => {
    expect(await suggested()).toEqual([
      {
        id: jasmine.any(String),
        connection: { name: 'google', label: 'Google', provider: 'google' },
        masked_email: 'a…a@example.com',
      },
    ]);
  });

  it('make no call to Auth0 if they were found the same day', async () => {
    await suggested();
    await suggested();
    harness.now += DAY - 1;
    expect((await suggested()).length).toBe(1);
    expect([harness.auth0.views, harness.auth0.searches]).toEqual([[ANNA], [ADDRESS]]);
    harness.now += 1;
    await suggested();
    expect(harness.auth0.searches.length).toBe(2);
  });

  it('are sent with an earlier secret, too, and not without a secret', async () => {
    expect((await request(LOGIN, `Bearer ${EARLIER}`)).status).toBe(200);
    for (const credentials of ['', 'Bearer ', `Bearer ${SECRET}x`, `Basic ${SECRET}`, bearer(ANNA).Authorization]) {
      expect(await codeOf(request(LOGIN, credentials)))
        .withContext(credentials)
        .toBe('unauthorized');
    }
    // An unauthorized client learns nothing about the request's schema.
    expect(await codeOf(request({}, 'Bearer wrong'))).toBe('unauthorized');
  });

  it('are not available if the server has no secret', async () => {
    harness = openEventHarness(test.store);
    expect(await codeOf(request(LOGIN, 'Bearer '))).toBe('not_found');
  });

  it('accept only the account of a login', async () => {
    for (const body of [null, {}, { user_id: ANNA }, { ...LOGIN, user_id: '' }, { ...LOGIN, identities: [] }]) {
      expect(await codeOf(request(body)))
        .withContext(JSON.stringify(body))
        .toBe('invalid_request');
    }
    expect(await codeOf(request({ ...LOGIN, email: ADDRESS }))).toBe('invalid_request');
  });

  it('omit dismissed accounts, accounts linked since, and all those of an unknown account', async () => {
    expect(await suggested({ user_id: BEN, identities: [{ provider: 'auth0', user_id: 'ben' }] })).toEqual([]);
    const [first] = await suggested();
    const linked = [...LOGIN.identities, { provider: 'google-oauth2', user_id: '1' }];
    expect(await suggested({ ...LOGIN, identities: linked })).toEqual([]);
    await harness.request(`/v1/me/suggestions/${first?.id ?? ''}`, { method: 'DELETE', headers: bearer(ANNA) });
    expect(await suggested()).toEqual([]);
  });

  it('are limited to three', async () => {
    harness.auth0.found = ['1', '2', '3', '4'].map((id) => account(`google-oauth2|${id}`, 'google'));
    expect((await suggested()).length).toBe(3);
  });

  it('are the known ones if Auth0 does not respond', async () => {
    await suggested();
    harness.now += DAY;
    harness.auth0.down = true;
    expect((await suggested()).length).toBe(1);
  });

  it('are the known ones if the search is slow, and the rest at the next login', async () => {
    const { promise: found, resolve: respond } = Promise.withResolvers<Auth0User[]>();
    spyOn(harness.auth0.management, 'usersByEmail').and.returnValue(found);
    expect(await suggested()).toEqual([]);
    respond(harness.auth0.found);
    await harness.services.suggestions.settled();
    expect((await suggested()).length).toBe(1);
  });
});
