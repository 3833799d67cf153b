import { startOidcHarness, CALLBACK, signIn, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';
import { callWithScope } from '../../oidc/testing/call-as-machine.ts';

const SCOPES =
  'create:clients read:clients update:clients delete:clients create:resource_servers read:resource_servers update:resource_servers delete:resource_servers';

type Body = Record<string, unknown>;

describe('Clients and APIs in the Management API', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness({ strict: true });
  });
  afterEach(() => harness.tenant.stop());

  const call = (method: string, path: string, body?: Body, scope = SCOPES) =>
    callWithScope(harness.tenant, scope, method, path, body);
  const authorize = async (clientId: unknown) => {
    const query = new URLSearchParams({ client_id: String(clientId), redirect_uri: CALLBACK, response_type: 'code' });
    query.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    query.set('code_challenge_method', 'S256');
    return (await fetch(`${harness.tenant.issuer}authorize?${query}`, { redirect: 'manual' })).status;
  };

  it('let a new client sign users in at once, and reject a deleted one', async () => {
    const created = await call('POST', '/clients', { name: 'New', app_type: 'spa', callbacks: [CALLBACK] });
    expect(created.status).toBe(201);
    const id = String(created.body['client_id']);
    expect(await authorize(id)).toBe(303);
    expect((await call('DELETE', `/clients/${id}`)).status).toBe(204);
    expect(await authorize(id)).toBe(403);
    expect((await call('GET', `/clients/${id}`)).body['errorCode']).toBe('inexistent_client');
  });

  it('revoke the tokens of a deleted client', async () => {
    const tokens = await signIn(harness, { scope: 'openid offline_access' });
    expect(tokens.refresh_token).toBeDefined();
    await call('DELETE', '/clients/spa');
    const response = await fetch(`${harness.tenant.issuer}oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: 'spa',
        refresh_token: tokens.refresh_token ?? '',
      }),
    });
    expect(response.status).toBe(401);
  });

  it('store settings without an effect in the tenant, and reject those unknown to Auth0', async () => {
    const changed = await call('PATCH', '/clients/spa', { description: 'Mine', client_metadata: { a: 'b' } });
    expect(changed.body).toEqual(jasmine.objectContaining({ description: 'Mine', client_metadata: { a: 'b' } }));
    expect((await call('PATCH', '/clients/spa', { description: null })).body['description']).toBeUndefined();
    expect((await call('PATCH', '/clients/spa', { nonsense: 1 })).body['errorCode']).toBe('invalid_body');
  });

  it('name profiles by ids of the right form', async () => {
    const scope = `${SCOPES} create:user_attribute_profiles`;
    const attribute = { description: 'Email', label: 'Email', profile_required: true, auth0_mapping: 'email' };
    const profile = { name: 'P', user_attributes: { email: attribute } };
    const { body: created } = await call('POST', '/user-attribute-profiles', profile, scope);
    const configured = (id: unknown) => ({
      my_organization_configuration: {
        ...{ user_attribute_profile_id: id, allowed_strategies: ['okta'], connection_deletion_behavior: 'allow' },
      },
    });
    expect((await call('POST', '/clients', { name: 'A', ...configured('uap_unknown') })).status).toBe(400);
    const { status, body: client } = await call('POST', '/clients', { name: 'A', ...configured(created['id']) });
    expect(status).toBe(201);
    const path = `/clients/${String(client['client_id'])}`;
    expect((await call('PATCH', path, configured('uap_unknown'))).status).toBe(400);
    expect((await call('PATCH', path, configured(created['id']))).status).toBe(200);
  });

  it('show the secret with read:client_keys only, and replace it when it is rotated', async () => {
    expect((await call('GET', '/clients/server')).body['client_secret']).toBeUndefined();
    const secret = (await call('GET', '/clients/server', undefined, 'read:client_keys')).body['client_secret'];
    expect(secret).toBe('secret');
    expect((await call('POST', '/clients/server/rotate-secret')).status).toBe(403);
    const rotated = await call('POST', '/clients/server/rotate-secret', undefined, 'update:client_keys');
    const sendRequest = async (given: unknown) => {
      const fields = { grant_type: 'client_credentials', client_id: 'server', client_secret: String(given) };
      const body = new URLSearchParams({ ...fields, audience: `${harness.tenant.issuer}api/v2/` });
      return (await fetch(`${harness.tenant.issuer}oauth/token`, { method: 'POST', body })).status;
    };
    expect([await sendRequest(secret), await sendRequest(rotated.body['client_secret'])]).toEqual([401, 200]);
  });

  it('list in pages', async () => {
    expect((await call('GET', '/clients?per_page=2&include_totals=true')).body).toEqual(
      jasmine.objectContaining({ start: 0, limit: 2, total: 3 }),
    );
    const ids = (body: Body) => (body['clients'] as { client_id: string }[]).map(({ client_id: id }) => id);
    const { body: first } = await call('GET', '/clients?take=2');
    const { body: rest } = await call('GET', `/clients?take=2&from=${String(first['next'])}`);
    expect([ids(first), ids(rest), rest['next']]).toEqual([['spa', 'server'], ['web'], undefined]);
    expect((await call('GET', '/clients', undefined, 'read:users')).status).toBe(403);
  });

  it('issue tokens for a new API with its scopes and lifetime', async () => {
    const api = { identifier: 'https://api.example', name: 'Api', scopes: [{ value: 'read:x' }], token_lifetime: 60 };
    const created = await call('POST', '/resource-servers', api);
    expect(created.status).toBe(201);
    expect((await call('POST', '/resource-servers', api)).status).toBe(409);
    const tokens = await signIn(harness, { audience: api.identifier, scope: 'openid read:x write:x' });
    expect([tokens.scope, tokens.expires_in]).toEqual(['openid read:x', 60]);
    const path = `/resource-servers/${encodeURIComponent(api.identifier)}`;
    expect((await call('PATCH', path, { token_lifetime: 90 })).body['id']).toBe(created.body['id']);
    expect((await call('GET', path)).body['token_lifetime']).toBe(90);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });
});
