import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import {
  authorization,
  choose,
  claimsOf,
  errorOf,
  redeem,
  refusal,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import type { PostLoginAction, PostLoginEvent } from '../actions/post-login.ts';

const SCOPE = { scope: 'openid offline_access', audience: 'https://api/' };

describe('A Post-Login Action', () => {
  let harness: OidcHarness;
  let events: PostLoginEvent[];
  let action: PostLoginAction;
  beforeEach(async () => {
    events = [];
    action = (event, api) => {
      api.accessToken.setCustomClaim('https://example/connection', event.connection.name);
      api.idToken.setCustomClaim('https://example/seen', events.length);
    };
    harness = await startOidcHarness({
      postLogin: async (event, api) => {
        events.push(event);
        await action(event, api);
      },
    });
  });
  afterEach(() => harness.tenant.stop());

  it('adds claims to both tokens at the login, and again at every refresh', async () => {
    const first = await signIn(harness, SCOPE);
    expect(decodeJwt(first.access_token)['https://example/connection']).toBe('Username-Password-Authentication');
    expect(claimsOf(first)['https://example/seen']).toBe(1);
    expect(decodeJwt(first.access_token)['https://example/seen']).toBeUndefined();
    const second = await openid.refreshTokenGrant(harness.config, first.refresh_token ?? '');
    expect(decodeJwt(second.access_token)['https://example/connection']).toBe('Username-Password-Authentication');
    expect(claimsOf(second)['https://example/seen']).toBe(2);
    expect(events.map(({ transaction }) => transaction.protocol)).toEqual([
      'oidc-basic-profile',
      'oauth2-refresh-token',
    ]);
  });

  it('receives user, connection, location and application of the sign-in', async () => {
    const request = await authorization(harness.config, {
      connection: 'google-oauth2',
      organization: 'org_1234567890abcdef',
    });
    const page = await harness.browser.open(request.url);
    expect(events).toEqual([]);
    await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net');
    expect(events).toEqual([
      jasmine.objectContaining({
        user: jasmine.objectContaining({ email: 'leo.park@example.net', app_metadata: jasmine.any(Object) }),
        client: { client_id: 'spa', name: 'Spa', metadata: {} },
        connection: { id: 'con_DemoGoogle000001', name: 'google-oauth2', strategy: 'google-oauth2' },
        organization: { id: 'org_1234567890abcdef' },
        authentication: { methods: [{ name: 'federated', timestamp: jasmine.any(String) }] },
      }),
    ]);
  });

  it('runs on a silent login, too, and not where the login page is shown', async () => {
    await signIn(harness);
    const request = await authorization(harness.config, { prompt: 'none' });
    await redeem(harness.config, request, await harness.browser.open(request.url));
    await harness.browser.open((await authorization(harness.config, { prompt: 'login' })).url);
    expect(events.length).toBe(2);
  });

  it('cannot set claims of the protocol', async () => {
    action = (_event, api) => {
      for (const name of ['sub', 'aud', 'azp', 'scope', 'auth_time']) {
        api.accessToken.setCustomClaim(name, 'forged');
        api.idToken.setCustomClaim(name, 'forged');
      }
    };
    const tokens = await signIn(harness, { ...SCOPE, max_age: '0' });
    expect(Object.values(decodeJwt(tokens.access_token))).not.toContain('forged');
    expect(Object.values(claimsOf(tokens))).not.toContain('forged');
  });

  it('denies a login, and later a refresh', async () => {
    const tokens = await signIn(harness, SCOPE);
    action = (_event, api) => {
      api.access.deny('Not today.');
      api.access.deny('Never.');
    };
    const end = await harness.browser.open((await authorization(harness.config)).url);
    expect(errorOf(end)).toEqual({ error: 'access_denied', description: 'Not today.' });
    expect(await refusal(openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? ''))).toEqual({
      status: 403,
      error: 'access_denied',
      description: 'Not today.',
    });
  });

  it('does not run for a token that a machine requests for itself', async () => {
    const response = await fetch(`${harness.tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'server',
        client_secret: 'secret',
        audience: `${harness.tenant.issuer}api/v2/`,
      }),
    });
    expect([response.status, events]).toEqual([200, []]);
  });
});
