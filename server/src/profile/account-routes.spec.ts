import type { Me, Problem, UnlinkResult } from '@onefold/contract';
import { createLinkingHarness, type LinkingHarness } from '../accounts/testing/linking-harness.ts';
import { ANA, CONNECTIONS, OTHER } from '../accounts/testing/test-users.ts';
import { unlinkRoutes } from '../accounts/unlink-routes.ts';
import { createApp } from '../http/create-app.ts';
import { tokenHash } from '../platform/sealer.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { accountRoutes } from './account-routes.ts';
import { createProfileView } from './profile-view.ts';

const COOKIE = 'c'.repeat(43);
const GITHUB = '/v1/me/identities/github/7';

describe('The account over HTTP', () => {
  let store: Store;
  let harness: LinkingHarness;

  beforeEach(async () => {
    store = await openStore({ file: ':memory:' });
    harness = await createLinkingHarness(
      () => store,
      [
        ...CONNECTIONS.map((each) => (each.name === 'acme' ? { ...each, rule: 'hidden' as const } : each)),
        { name: 'intranet', label: 'Intranet', rule: 'locked' },
      ],
    );
  });
  afterEach(() => store.close());

  /** Sends a request as a user, with an optional connection in the token. */
  async function send(
    path: string,
    {
      method = 'GET',
      subject = ANA,
      headers = {},
      body,
      actor,
    }: {
      method?: string;
      subject?: string;
      headers?: Record<string, string>;
      body?: unknown;
      /** Who acts for the user. */
      actor?: string;
    } = {},
  ): Promise<Response> {
    const services = harness.services();
    const all = { ...services, profile: createProfileView(services) };
    const tokens = {
      verify: (token: string) =>
        Promise.resolve({
          subject: token.replace('.', '|'),
          clientId: 'onefold-portal',
          connection: 'github',
          authTime: harness.clock.now(),
          ...(actor === undefined ? {} : { actor }),
        }),
    };
    const app = createApp({ ...all, tokens }, [accountRoutes(all), unlinkRoutes(all)]);
    return await app.request(`https://accounts.example.com${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${subject.replace('|', '.')}`,
        Origin: 'https://accounts.example.com',
        Cookie: `__Host-onefold-browser=${COOKIE}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  it('names the actor of a delegated session, offers no changes, and records no use of a sign-in', async () => {
    await loggedInJustNow();
    const name = harness.auth0.users.get(OTHER)?.name ?? OTHER;
    const me = (await (await send('/v1/me', { actor: OTHER })).json()) as Me;
    expect(me.actor).toEqual({ user_id: OTHER, name });
    expect([me.connections, me.suggestions, me.undo, me.fresh_until]).toEqual([[], [], null, null]);
    expect(me.identities.some(({ current, last_used_at }) => current || last_used_at !== null)).toBeFalse();
    expect(((await (await send('/v1/me', { actor: 'auth0|unknown' })).json()) as Me).actor).toEqual({
      user_id: 'auth0|unknown',
    });
    expect(((await (await send('/v1/me')).json()) as Me).actor).toBeUndefined();
    for (const [method, path, body] of [
      ['DELETE', GITHUB, undefined],
      ['PATCH', GITHUB, { nickname: 'Mine' }],
      ['POST', '/v1/me/undo/00000000-0000-4000-8000-000000000000', undefined],
    ] as const) {
      const refused = await send(path, { method, actor: OTHER, ...(body === undefined ? {} : { body }) });
      expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([403, 'delegated_session']);
    }
  });

  const loggedInJustNow = () =>
    harness.services().recentSignIns.record(store.db, {
      subject: ANA,
      browserHash: tokenHash(COOKIE),
      authAt: harness.clock.now() - 60_000,
      connection: 'Username-Password-Authentication',
      sessionId: 'this session',
    });

  it('returns all data of the profile page in one response, with one read of the user', async () => {
    const response = await send('/v1/me');
    expect(response.status).toBe(200);
    const me = (await response.json()) as Me;
    expect(me.profile.user_id).toBe(ANA);
    expect(
      me.identities.map(({ label, primary, current, usable, lock }) => [label, primary, current, usable, lock?.code]),
    ).toEqual([
      ['Password', true, false, true, 'main_identity'],
      ['GitHub', false, true, true, undefined],
    ]);
    expect(me.identities[1]?.last_used_at).toBe(new Date(harness.clock.now()).toISOString());
    expect(me.connections.map(({ name }) => name)).not.toContain('intranet');
    expect(me.connections.map(({ name }) => name)).not.toContain('acme');
    expect(me.undo).toBeNull();
    expect(me.fresh_until).toBeNull();
    expect(me.unlink_ends_sessions).toBeTrue();
    expect(harness.auth0.calls.filter((call) => call.startsWith('getUser')).length).toBe(1);
  });

  it('omits hidden identities', async () => {
    const me = (await (await send('/v1/me', { subject: OTHER })).json()) as Me;
    expect(me.identities.map(({ connection }) => connection)).toEqual(['google-oauth2', 'windowslive']);
  });

  it('offers no disabled connection', async () => {
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: each.name !== 'email',
    }));
    const me = (await (await send('/v1/me')).json()) as Me;
    expect(me.connections.map(({ name }) => name)).not.toContain('email');
  });

  it('responds with 304 until the profile changes', async () => {
    const first = await send('/v1/me');
    const tag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('no-store');
    const unchanged = await send('/v1/me', { headers: { 'If-None-Match': `"other", W/${tag}` } });
    expect(unchanged.status).toBe(304);
    expect(await unchanged.text()).toBe('');
    await send(GITHUB, { method: 'PATCH', body: { nickname: 'Work' } });
    expect((await send('/v1/me', { headers: { 'If-None-Match': tag } })).status).toBe(200);
  });

  it('reports that the account no longer exists', async () => {
    const response = await send('/v1/me', { subject: 'auth0|unknown' });
    expect(response.status).toBe(401);
    expect(((await response.json()) as Problem).code).toBe('account_gone');
  });

  it('undoes an unlink only after a recent sign-in in this browser', async () => {
    await loggedInJustNow();
    const done = (await (await send(GITHUB, { method: 'DELETE' })).json()) as UnlinkResult;
    await store.transaction((trx) => harness.services().recentSignIns.deleteAll(trx, ANA));
    const refused = await send(`/v1/me/undo/${done.undo?.handle ?? ''}`, { method: 'POST' });
    expect(((await refused.json()) as Problem).code).toBe('insufficient_user_authentication');
    expect(harness.auth0.users.get(ANA)?.identities.length).toBe(1);
  });

  it('unlinks only after a recent sign-in in this browser, and undoes without another', async () => {
    const refused = await send(GITHUB, { method: 'DELETE' });
    expect(((await refused.json()) as Problem).code).toBe('insufficient_user_authentication');
    expect(refused.headers.get('WWW-Authenticate')).toContain('max_age=');
    expect(harness.auth0.users.get(ANA)?.identities.length).toBe(2);

    await loggedInJustNow();
    const done = (await (await send(GITHUB, { method: 'DELETE' })).json()) as UnlinkResult;
    expect(done.me.identities.length).toBe(1);
    expect(done.undo?.kind).toBe('unlink');
    expect(done.me.undo).toEqual(done.undo);

    const undone = (await (
      await send(`/v1/me/undo/${done.undo?.handle ?? ''}`, { method: 'POST' })
    ).json()) as UnlinkResult;
    expect(undone.me.identities.length).toBe(2);
    expect(undone.undo).toBeNull();
    // Those of the identity's temporary account at once; after the response all but the session of the request.
    expect(harness.auth0.endedSessions).toEqual(['github|7']);
    expect(await harness.sessionsToEnd()).toEqual([{ account: ANA, except: 'this session' }]);
  });

  it('treats another user’s identity and undo handle as unknown', async () => {
    await loggedInJustNow();
    const done = (await (await send(GITHUB, { method: 'DELETE' })).json()) as UnlinkResult;
    const foreign = [
      await send(`/v1/me/undo/${done.undo?.handle ?? ''}`, { method: 'POST', subject: OTHER }),
      await send('/v1/me/undo/00000000-0000-4000-8000-000000000000', { method: 'POST' }),
      await send('/v1/me/identities/windowslive/m%7C1', { method: 'DELETE' }),
      await send('/v1/me/identities/windowslive/unknown', { method: 'DELETE' }),
      await send('/v1/me/identities/windowslive/m%7C1', { method: 'PATCH', body: { nickname: 'mine' } }),
    ];
    const bodies = await Promise.all(foreign.map(async (each) => (await each.json()) as Problem));
    for (const { code, title, detail } of bodies) {
      expect([code, title, detail]).toEqual(['not_found', 'Not found.', undefined]);
    }
  });

  it('refuses a part of an identity with more than 255 characters', async () => {
    await loggedInJustNow();
    const [longest, tooLong] = ['x'.repeat(255), 'x'.repeat(256)];
    for (const [method, body] of [['DELETE'], ['PATCH', { nickname: 'mine' }]] as const) {
      const codeOf = async (path: string) =>
        ((await (await send(`/v1/me/identities/${path}`, { method, body })).json()) as Problem).code;
      expect([await codeOf(`github/${longest}`), await codeOf(`${longest}/7`)]).toEqual(['not_found', 'not_found']);
      expect([await codeOf(`github/${tooLong}`), await codeOf(`${tooLong}/7`)]).toEqual([
        'invalid_request',
        'invalid_request',
      ]);
    }
  });

  it('sets the nickname of an identity and removes it', async () => {
    const named = (await (await send(GITHUB, { method: 'PATCH', body: { nickname: '  Work 👩‍💻 ' } })).json()) as Me;
    expect(named.identities[1]?.nickname).toBe('Work 👩‍💻');
    const plain = (await (await send(GITHUB, { method: 'PATCH', body: { nickname: null } })).json()) as Me;
    expect(plain.identities[1]?.nickname).toBeNull();
    const control = await send(GITHUB, { method: 'PATCH', body: { nickname: 'a\u0000b' } });
    expect(control.status).toBe(400);
  });

  it('marks the sign-in proved in this browser as the current one', async () => {
    await loggedInJustNow();
    const me = (await (await send('/v1/me')).json()) as Me;
    expect(me.identities.map(({ current }) => current)).toEqual([true, false]);
    expect(me.fresh_until).toBe(new Date(harness.clock.now() + 540_000).toISOString());
    expect(me.identities[0]?.last_used_at).toBe(new Date(harness.clock.now() - 60_000).toISOString());
  });
});
