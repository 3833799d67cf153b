import { CLIENT, ISSUER, managementHarness, type ManagementHarness } from './testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const SCOPES = ['actions', 'clients', 'client_grants', 'connections', 'resource_servers'].flatMap((name) =>
  ['create', 'read', 'update'].map((verb) => `${verb}:${name}`),
);

/** Values from Auth0's recorded responses to creations and changes. */
describe('Behavior recorded from Auth0: changes', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', SCOPES.join(' '));
  });
  afterEach(() => api.store.close());

  it('password options of a database are complete', async () => {
    const options = { password_options: { history: { active: true, size: 5 } } };
    const { body } = await api.call<Body>('POST', '/connections', token, { name: 'db', strategy: 'auth0', options });
    const shown = body['options'] as { readonly password_options: Body };
    expect(shown.password_options).toEqual(
      jasmine.objectContaining({
        complexity: jasmine.objectContaining({ min_length: 15, character_types: [], max_length_exceeded: 'error' }),
        dictionary: { active: false, custom: [], default: 'en_100k' },
        history: { active: true, size: 5 },
      }),
    );
  });

  it('an API of Auth0 has its own name, scopes and lifetime, which do not change', async () => {
    const { status, body } = await api.call<Body>('POST', '/resource-servers', token, {
      identifier: 'urn:auth0:express-configure',
    });
    expect([status, body['is_system'], body['enforce_policies'], body['token_lifetime']]).toEqual([
      201,
      true,
      true,
      300,
    ]);
    expect(body['subject_type_authorization']).toEqual({
      user: { policy: 'allow_all' },
      client: { policy: 'deny_all' },
    });
    const path = `/resource-servers/${String(body['id'])}`;
    expect((await api.call<Body>('GET', path, token)).body).toEqual(body);
    expect((await api.call('PATCH', path, token, { name: 'Other' })).status).toBe(400);
    expect((await api.call<Body>('PATCH', path, token, { token_lifetime: 60 })).body['token_lifetime']).toBe(60);
    const { body: account } = await api.call<Body>('POST', '/resource-servers', token, {
      ...{ identifier: `${ISSUER}me/`, name: 'Mine' },
    });
    expect([account['name'], account['is_system'], account['token_lifetime']]).toEqual([
      'Auth0 My Account API',
      true,
      600,
    ]);
  });

  it('metadata of a provider is completed as an OpenID client reads it', async () => {
    const options = {
      client_id: 'a',
      oidc_metadata: { issuer: 'https://login.example', request_parameter_supported: true },
    };
    const { body } = await api.call<Body>('POST', '/connections', token, { name: 'sso', strategy: 'oidc', options });
    expect((body['options'] as Body)['oidc_metadata']).toEqual({
      ...options.oidc_metadata,
      claims_parameter_supported: false,
      request_uri_parameter_supported: false,
      require_request_uri_registration: false,
    });
  });

  it('refresh tokens that expire are not endless, and logout by back channel is shown in both forms', async () => {
    const logout = {
      backchannel_logout_urls: ['https://app.example/logout'],
      backchannel_logout_initiators: { mode: 'all' },
    };
    const { body } = await api.call<Body>('POST', '/clients', token, {
      ...{ name: 'New', refresh_token: { expiration_type: 'expiring' }, oidc_logout: logout },
    });
    expect(body['refresh_token']).toEqual(
      jasmine.objectContaining({ infinite_token_lifetime: false, infinite_idle_token_lifetime: false }),
    );
    expect(body['oidc_logout']).toEqual(logout);
    expect(body['oidc_backchannel_logout']).toEqual({ backchannel_logout_urls: logout.backchannel_logout_urls });
  });

  it('a key for signed requests is a credential of the client, shown without the key itself', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const credentials = [{ credential_type: 'public_key', name: 'Key', pem }];
    const { body } = await api.call<Body>('POST', '/clients', token, {
      ...{ name: 'New', signed_request_object: { required: true, credentials } },
    });
    const { required, credentials: shown } = body['signed_request_object'] as {
      required: boolean;
      credentials: Body[];
    };
    expect([required, Object.keys(shown[0] ?? {}).sort()]).toEqual([
      true,
      ['alg', 'created_at', 'credential_type', 'id', 'kid', 'name', 'updated_at'],
    ]);
    const { body: read } = await api.call<Body>('GET', `/clients/${String(body['client_id'])}`, token);
    expect(read['signed_request_object']).toEqual({ required: true, credentials: [{ id: shown[0]?.['id'] }] });
  });

  it('options given as null are repeated, and the key of a token encryption is not', async () => {
    const options = { client_id: 'a', tokenURL: null };
    const { body } = await api.call<Body>('POST', '/connections', token, { name: 'line', strategy: 'line' });
    const changed = await api.call<Body>('PATCH', `/connections/${String(body['id'])}`, token, { options });
    expect(changed.body['options']).toEqual(jasmine.objectContaining({ tokenURL: null }));
    const encryption = { format: 'compact-nested-jwe', encryption_key: { kid: '1', alg: 'RSA-OAEP-256', pem: 'PEM' } };
    const { body: server } = await api.call<Body>('POST', '/resource-servers', token, {
      identifier: 'https://api.example/',
      token_encryption: encryption,
    });
    expect(server['token_encryption']).toEqual({ ...encryption, encryption_key: { kid: '1', alg: 'RSA-OAEP-256' } });
  });

  it('an Action with packages is building at first, with their registry, and one without is built at once', async () => {
    const triggers = [{ id: 'post-login', version: 'v3' }];
    const dependencies = [{ name: 'lodash', version: '4.0.0', registry_url: 'https://packages.example/lodash' }];
    const { body: plain } = await api.call<Body>('POST', '/actions/actions', token, {
      ...{ name: 'Plain', code: '', supported_triggers: triggers },
    });
    const { body: created } = await api.call<Body>('POST', '/actions/actions', token, {
      ...{ name: 'Packed', code: '', supported_triggers: triggers, dependencies },
    });
    const shown = async ({ id }: Body) => (await api.call<Body>('GET', `/actions/actions/${String(id)}`, token)).body;
    expect((await shown(plain))['status']).toBe('built');
    const packed = [await shown(created), await shown(created), await shown(created)];
    expect(packed.map(({ status }) => status)).toEqual(['building', 'building', 'built']);
    expect(packed.map((each) => each['dependencies'])).toEqual([
      ...[dependencies, dependencies],
      [{ name: 'lodash', version: '4.0.0' }],
    ]);
  });

  it('an Action is shown as deploying by the request that deploys it, and as deployed afterwards', async () => {
    const triggers = [{ id: 'post-login', version: 'v3' }];
    const action = { name: 'A', code: 'exports.onExecutePostLogin = async () => {};', supported_triggers: triggers };
    const { body: created } = await api.call<Body>('POST', '/actions/actions', token, action);
    const path = `/actions/actions/${String(created['id'])}`;
    const { body: deploying } = await api.call<Body>('POST', `${path}/deploy`, token);
    expect([deploying['deployed'], deploying['built_at']]).toEqual([false, undefined]);
    const { body: deployed } = await api.call<Body>('GET', path, token);
    expect([created['status'], deployed['status'], deployed['all_changes_deployed']]).toEqual([
      'pending',
      'built',
      true,
    ]);
    expect(deployed['current_version']).toEqual(jasmine.objectContaining({ status: 'BUILT', number: 1 }));
    expect((deployed['deployed_version'] as Body)['deployed']).toBeTrue();
  });

  it('client grants have a subject type and may allow all scopes, and are found by both sides', async () => {
    const audience = 'https://api.example/';
    const { body: server } = await api.call<Body>('POST', '/resource-servers', token, { identifier: audience });
    const ofServer = await api.call<Body[]>(
      'GET',
      `/resource-servers?identifiers=${encodeURIComponent(audience)}`,
      token,
    );
    expect(ofServer.body.map(({ id }) => id)).toEqual([server['id']]);
    const grant = { client_id: CLIENT, audience, allow_all_scopes: true, subject_type: 'user' };
    const { status, body } = await api.call<Body>('POST', '/client-grants', token, grant);
    expect([status, body['subject_type'], body['allow_all_scopes']]).toEqual([201, 'user', true]);
    for (const [query, count] of [
      ['subject_type=user', 1],
      ['subject_type=client&client_id=none', 0],
      [`client_id=${CLIENT}&audience=${encodeURIComponent(audience)}`, 1],
    ] as const) {
      const found = await api.call<Body[]>('GET', `/client-grants?${query}`, token);
      expect(found.body.filter(({ id }) => id === body['id']).length)
        .withContext(query)
        .toBe(count);
    }
  });

  it('clients have types of integrations, too, and the response to a changed API is 200', async () => {
    for (const app_type of ['native', 'sso_integration', 'resource_server', 'express_configuration']) {
      const { status, body } = await api.call<Body>('POST', '/clients', token, { name: 'New', app_type });
      expect([status, body['app_type']]).withContext(app_type).toEqual([201, app_type]);
    }
    const { body } = await api.call<Body>('POST', '/resource-servers', token, { identifier: 'https://api.example/' });
    const path = `/resource-servers/${String(body['id'])}`;
    expect((await api.call('PATCH', path, token, { token_lifetime: 600 })).status).toBe(200);
  });
});
