import { decodeJwt } from 'jose';
import {
  authorization,
  claimsOf,
  DATABASE,
  redeem,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import { callWithScope } from '../oidc/testing/call-as-machine.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const TYPE = 'urn:acme:customer';
const CODE = `exports.onExecuteCustomTokenExchange = async (event, api) => {
  const { subject_token: token, actor_token: actor, actor_token_type: actorType } = event.transaction;
  console.log(event.client.name, actorType);
  if (token === 'bad') api.access.rejectInvalidSubjectToken('no such customer');
  if (token === 'closed') api.access.deny('closed', 'The account is closed.');
  if (token === 'thrown') throw new Error('broken');
  if (actor !== undefined) api.authentication.setActor({ sub: event.secrets.PREFIX + actor.slice(0, 5) });
  if (token === 'nested') api.authentication.setActor([1, 2, 3, 4, 5, 6].reduce((act, n) => ({ sub: 'a' + n, act }), undefined));
  api.user.setAppMetadata('seen', token);
  if (token.startsWith('{')) {
    const { connection, attributes, options } = JSON.parse(token);
    return api.authentication.setUserByConnection(connection, attributes, options);
  }
  api.authentication.setUserById(token === 'ghost' ? 'auth0|none' : '${ANA}');
};`;

describe('A custom token exchange', () => {
  let harness: OidcHarness;
  const manage = (method: string, path: string, body: unknown) =>
    callWithScope(
      harness.tenant,
      'create:actions create:token_exchange_profiles update:clients update:client_keys',
      ...([method, path, body] as const),
    );
  const allow = (more: object = {}) =>
    manage('PATCH', '/clients/web', {
      ...{ token_exchange: { allow_any_profile_of_type: ['custom_authentication'] }, ...more },
    });
  beforeEach(async () => {
    harness = await startOidcHarness();
    const triggers = [{ id: 'custom-token-exchange', version: 'v1' }];
    const { body: action } = await manage('POST', '/actions/actions', {
      ...{ name: 'Exchange', code: CODE, supported_triggers: triggers, deploy: true },
      secrets: [{ name: 'PREFIX', value: 'agent|' }],
    });
    await manage('POST', '/token-exchange-profiles', {
      ...{ name: 'Customers', subject_token_type: TYPE, action_id: action['id'], type: 'custom_authentication' },
    });
    await allow();
  });
  afterEach(() => harness.tenant.stop());

  const exchange = async (fields: Record<string, string>) => {
    const response = await fetch(`${harness.tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token_type: TYPE },
        ...{ client_id: 'web', client_secret: 'web secret: +/&', ...fields },
      }),
    });
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, string>> };
  };
  const ACTOR = { actor_token: 'robot-1', actor_token_type: 'urn:acme:robot' };

  it('signs in the user whom the Action of the profile names', async () => {
    const { status, body } = await exchange({ subject_token: 'c1', scope: 'openid email offline_access' });
    expect([status, body['issued_token_type']]).toEqual([200, 'urn:ietf:params:oauth:token-type:access_token']);
    expect(decodeJwt(body['id_token'] ?? '')).toEqual(jasmine.objectContaining({ sub: ANA, email: 'ana@example.com' }));
    expect([body['refresh_token'] === undefined, decodeJwt(body['id_token'] ?? '')['act']]).toEqual([false, undefined]);
    const { body: user } = await callWithScope(
      harness.tenant,
      'read:users',
      'GET',
      `/users/${encodeURIComponent(ANA)}`,
    );
    expect(user['app_metadata']).toEqual(jasmine.objectContaining({ seen: 'c1' }));
  });

  describe('that names a user by connection', () => {
    const ATTRIBUTES = { user_id: 'c-1', email: 'cara@example.com', email_verified: true, name: 'Cara' };
    const CREATE = { creationBehavior: 'create_if_not_exists', updateBehavior: 'none' };
    const byConnection = async (connection: string, attributes: object, options?: object) => {
      const subject = JSON.stringify({ connection, attributes, ...(options === undefined ? {} : { options }) });
      const { status, body } = await exchange({ subject_token: subject, scope: 'openid profile email' });
      const { sub, name } = body['id_token'] === undefined ? {} : decodeJwt(body['id_token']);
      return { status, sub, name };
    };

    it('creates the user only where the Action allows it', async () => {
      expect((await byConnection('acme-corp', ATTRIBUTES)).status).toBe(400);
      const created = { status: 200, sub: 'samlp|acme-corp|c-1', name: 'Cara' };
      expect(await byConnection('acme-corp', ATTRIBUTES, CREATE)).toEqual(created);
      expect(await byConnection('acme-corp', ATTRIBUTES)).toEqual(created);
    });

    it('updates the profile only where the Action allows it', async () => {
      await byConnection('acme-corp', ATTRIBUTES, CREATE);
      const changed = { ...ATTRIBUTES, name: 'Cara Cole' };
      expect((await byConnection('acme-corp', changed)).name).toBe('Cara');
      expect((await byConnection('acme-corp', changed, { updateBehavior: 'replace' })).name).toBe('Cara Cole');
    });

    it('finds a database user by address, and the primary user of a linked identity', async () => {
      expect((await byConnection(DATABASE, { email: 'ana@example.com' })).sub).toBe(ANA);
      await byConnection('acme-corp', ATTRIBUTES, CREATE);
      const link = { provider: 'samlp', user_id: 'acme-corp|c-1' };
      await callWithScope(harness.tenant, 'update:users', 'POST', `/users/${encodeURIComponent(ANA)}/identities`, link);
      expect((await byConnection('acme-corp', ATTRIBUTES)).sub).toBe(ANA);
    });

    it('is rejected for an unknown connection or option, and an address that is taken', async () => {
      expect((await byConnection('nowhere', ATTRIBUTES, CREATE)).status).toBe(400);
      expect((await byConnection('acme-corp', ATTRIBUTES, { creationBehavior: 'always' })).status).toBe(500);
      const taken = { user_id: 'c-2', email: 'ana@example.com' };
      expect((await byConnection(DATABASE, taken, CREATE)).status).toBe(400);
    });
  });

  it('names the actor in both tokens, and issues no refresh token', async () => {
    const audience = 'https://api/';
    const { body } = await exchange({ subject_token: 'c1', scope: 'openid offline_access', audience, ...ACTOR });
    const act = { sub: 'agent|robot' };
    expect([decodeJwt(body['id_token'] ?? '')['act'], decodeJwt(body['access_token'] ?? '')['act']]).toEqual([
      act,
      act,
    ]);
    expect([body['refresh_token'], body['scope']]).toEqual([undefined, 'openid']);
  });

  it('verifies an ID token as the actor before the Action runs', async () => {
    const type = 'urn:ietf:params:oauth:token-type:id_token';
    const agent = await signIn(harness, {}, 'mira@example.com');
    const good = await exchange({ subject_token: 'c1', actor_token: agent.id_token ?? '', actor_token_type: type });
    expect(decodeJwt(good.body['id_token'] ?? '')['act']).toEqual({ sub: 'agent|eyJhb' });
    const bad = await exchange({ subject_token: 'c1', actor_token: `${agent.id_token}x`, actor_token_type: type });
    expect([bad.status, bad.body['error_description']]).toEqual([400, 'Invalid actor_token.']);
  });

  it('issues a token for a session that the actor holds', async () => {
    const audience = `urn:${new URL(harness.tenant.issuer).hostname}:session_transfer`;
    expect((await exchange({ subject_token: 'c1', audience, ...ACTOR })).body['error']).toBe('unauthorized_client');
    await allow({ session_transfer: { can_create_session_transfer_token: true } });
    expect((await exchange({ subject_token: 'c1', audience })).body['error']).toBe('invalid_request');
    const { body } = await exchange({ subject_token: 'c1', audience, ...ACTOR });
    expect(body).toEqual(
      jasmine.objectContaining({
        issued_token_type: 'urn:auth0:params:oauth:token-type:session_transfer_token',
        ...{ token_type: 'N_A', expires_in: 60 as unknown as string },
      }),
    );
    const request = await authorization(harness.config, { session_transfer_token: body['access_token'] ?? '' });
    const tokens = await redeem(harness.config, request, await harness.browser.open(request.url));
    expect([claimsOf(tokens)['sub'], claimsOf(tokens)['act']]).toEqual([ANA, { sub: 'agent|robot' }]);
  });

  it('is rejected if the Action denies it, and without a profile, both actor parameters or the client’s setting', async () => {
    const refused = async (fields: Record<string, string>) => {
      const { status, body } = await exchange(fields);
      return [status, body['error']];
    };
    expect(await refused({ subject_token: 'bad' })).toEqual([400, 'invalid_request']);
    expect(await refused({ subject_token: 'closed' })).toEqual([400, 'closed']);
    expect(await refused({ subject_token: 'ghost' })).toEqual([400, 'invalid_request']);
    expect(await refused({ subject_token: 'thrown' })).toEqual([500, 'server_error']);
    expect(await refused({ subject_token: 'nested' })).toEqual([400, 'invalid_request']);
    expect(await refused({ subject_token: 'c1', subject_token_type: 'urn:acme:other' })).toEqual([
      400,
      'invalid_request',
    ]);
    expect(await refused({ subject_token: 'c1', actor_token: 'x' })).toEqual([400, 'invalid_request']);
    await manage('PATCH', '/clients/web', { token_exchange: null });
    expect(await refused({ subject_token: 'c1' })).toEqual([403, 'unauthorized_client']);
  });
});
