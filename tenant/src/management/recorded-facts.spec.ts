import {
  ANA,
  CLIENT,
  LEO_GOOGLE,
  managementHarness,
  userPath,
  type ManagementHarness,
} from './testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const SCOPES = ['clients', 'client_keys', 'client_grants', 'client_credentials', 'connections', 'resource_servers']
  .concat(['organization_client_grants', 'organization_discovery_domains'])
  .concat([
    'users',
    'roles',
    'organizations',
    'organization_connections',
    'refresh_tokens',
    'sessions',
    'guardian_factors',
  ])
  .flatMap((name) => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${name}`));

/** A request, and values from Auth0's recorded response. */
interface Fact {
  readonly what: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly has?: Body;
  readonly lacks?: readonly string[];
}

/** Auth0's recorded responses. Values only; the recordings are not part of this project. */
const FACTS: readonly Fact[] = [
  {
    what: 'a client starts with four grant types, without OIDC conformance and with lasting refresh tokens',
    path: '/clients',
    body: { name: 'New' },
    status: 201,
    has: {
      is_first_party: true,
      oidc_conformant: false,
      sso_disabled: false,
      cross_origin_authentication: false,
      custom_login_page_on: true,
      is_token_endpoint_ip_header_trusted: false,
      grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      jwt_configuration: { secret_encoded: false, lifetime_in_seconds: 36_000 },
      refresh_token: jasmine.objectContaining({ rotation_type: 'non-rotating', expiration_type: 'non-expiring' }),
    },
    lacks: ['app_type', 'global', 'token_endpoint_auth_method'],
  },
  {
    what: 'a given token algorithm replaces the lifetime',
    path: '/clients',
    body: { name: 'New', jwt_configuration: { alg: 'RS256' } },
    status: 201,
    has: { jwt_configuration: { secret_encoded: false, alg: 'RS256' } },
  },
  {
    what: 'a client may be of the type of an integration',
    path: '/clients',
    body: { name: 'New', app_type: 'sso_integration' },
    status: 201,
    has: { app_type: 'sso_integration' },
  },
  { what: 'a setting of a wrong kind is refused', path: '/clients', body: { name: 'New', sso: 'yes' }, status: 400 },
  {
    what: 'an API has neither a name nor scopes, and no offline access',
    path: '/resource-servers',
    body: { identifier: 'https://api.example/' },
    status: 201,
    has: {
      allow_offline_access: false,
      signing_alg: 'RS256',
      skip_consent_for_verifiable_first_party_clients: false,
      token_lifetime: 86_400,
      token_lifetime_for_web: 7200,
    },
    lacks: ['name', 'scopes', 'is_system', 'enforce_policies', 'token_dialect'],
  },
  {
    what: 'a database has passkey options and two purposes',
    path: '/connections',
    body: { name: 'db', strategy: 'auth0' },
    status: 201,
    has: {
      authentication: { active: true },
      connected_accounts: { active: false },
      enabled_clients: [],
      is_domain_connection: false,
      realms: ['db'],
      options: jasmine.objectContaining({ passwordPolicy: 'good', strategy_version: 2, brute_force_protection: true }),
    },
    lacks: ['display_name', 'show_as_button'],
  },
  {
    what: 'a social connection has the scopes of its flags',
    path: '/connections',
    body: { name: 'google-2', strategy: 'google-oauth2', options: { calendar: true } },
    status: 201,
    has: {
      options: {
        ...{ profile: true, email: true, calendar: true },
        scope: ['https://www.googleapis.com/auth/calendar', 'email', 'profile'],
      },
    },
  },
  ...[
    { name: 'requires_username', options: { requires_username: true } },
    { name: 'validation', options: { validation: {} } },
  ].map(({ name, options }) => ({
    what: `attributes exclude ${name}`,
    path: '/connections',
    body: {
      name: 'db',
      strategy: 'auth0',
      options: { ...options, attributes: { email: { identifier: { active: true } } } },
    },
    status: 400,
    has: { message: `Cannot set both options.attributes and options.${name}`, errorCode: 'invalid_body' },
  })),
  {
    what: 'attributes have an active identifier',
    path: '/connections',
    body: { name: 'db', strategy: 'auth0', options: { attributes: { email: { identifier: { active: false } } } } },
    status: 400,
    has: { message: 'attributes must contain one active identifier' },
  },
  {
    what: 'a new user has neither logins nor a block, and the nickname of its address',
    path: '/users',
    body: { connection: 'Username-Password-Authentication', email: 'eve@example.com', password: 'Secret123!' },
    status: 201,
    has: { name: 'eve@example.com', nickname: 'eve', identities: [jasmine.objectContaining({ isSocial: false })] },
    lacks: ['logins_count', 'blocked', 'last_password_reset', 'user_metadata'],
  },
  {
    what: 'a block that was set is shown, though it is false',
    method: 'PATCH',
    path: userPath(ANA),
    body: { blocked: false },
    status: 200,
    has: { blocked: false },
  },
  {
    what: 'a new password sets the time of its change',
    method: 'PATCH',
    path: userPath(ANA),
    body: { password: 'Another123!' },
    status: 200,
    has: { last_password_reset: jasmine.any(String) },
  },
  {
    what: 'empty metadata removes all properties',
    method: 'PATCH',
    path: userPath(ANA),
    body: { user_metadata: {}, app_metadata: {} },
    status: 200,
    lacks: ['user_metadata', 'app_metadata'],
  },
  {
    what: 'a role with an unknown id is not found',
    method: 'GET',
    path: '/roles/rol_0000000000000000',
    status: 404,
    has: { message: 'The role does not exist.' },
    lacks: ['errorCode'],
  },
  {
    what: 'an organization with an unknown id is not found',
    method: 'GET',
    path: '/organizations/org_0000000000000000',
    status: 404,
    has: { message: 'No organization found by that id or name' },
    lacks: ['errorCode'],
  },
  {
    what: 'keys of a security device name no relying party until one is set',
    method: 'GET',
    path: '/guardian/factors/webauthn-platform/settings',
    status: 200,
    has: { overrideRelyingParty: false },
    lacks: ['relyingPartyIdentifier'],
  },
  { what: 'a refresh token is deleted', method: 'DELETE', path: '/refresh-tokens/none', status: 204 },
];

describe('Behavior recorded from Auth0', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', SCOPES.join(' '));
  });
  afterEach(() => api.store.close());

  for (const { what, method = 'POST', path, body, status, has = {}, lacks = [] } of FACTS) {
    it(what, async () => {
      const response = await api.call<Body | undefined>(method, path, token, body);
      expect(response.status).withContext(JSON.stringify(response.body)).toBe(status);
      expect(response.body ?? {}).toEqual(jasmine.objectContaining(has));
      expect(Object.keys(response.body ?? {}).filter((name) => lacks.includes(name))).toEqual([]);
      if (response.body !== undefined) {
        expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
      }
    });
  }

  it('a link accepts the id with its provider', async () => {
    const body = { provider: 'google-oauth2', user_id: LEO_GOOGLE };
    expect((await api.call('POST', `${userPath(ANA)}/identities`, token, body)).status).toBe(201);
  });

  it('a client is enabled for a connection through either of them', async () => {
    const { body: client } = await api.call<Body>('POST', '/clients', token, { name: 'New' });
    const id = String(client['client_id']);
    const enabled = { name: 'db', strategy: 'auth0', enabled_clients: [id] };
    const { body: connection } = await api.call<Body>('POST', '/connections', token, enabled);
    expect(connection['enabled_clients']).toEqual([id]);
    const path = `/connections/${String(connection['id'])}`;
    expect((await api.call<Body>('PATCH', path, token, { enabled_clients: [] })).body['enabled_clients']).toEqual([]);
    const deleted = await api.call<Body>('DELETE', path, token);
    expect([deleted.status, Object.keys(deleted.body)]).toEqual([202, ['deleted_at']]);
  });

  it('a key of client_metadata is removed by null', async () => {
    const { body } = await api.call<Body>('POST', '/clients', token, {
      name: 'New',
      client_metadata: { a: '1', b: '2' },
    });
    const path = `/clients/${String(body['client_id'])}`;
    const changed = await api.call<Body>('PATCH', path, token, { client_metadata: { a: null, c: '3' } });
    expect(changed.body['client_metadata']).toEqual({ b: '2', c: '3' });
  });

  it('a client credential is shown without its key, and its client has a secret, too', async () => {
    const { publicKey } = await import('node:crypto').then(({ generateKeyPairSync }) =>
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
    );
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const credential = { credential_type: 'public_key', name: 'Key', pem };
    const methods = { private_key_jwt: { credentials: [credential] } };
    const { body } = await api.call<Body>('POST', '/clients', token, {
      name: 'New',
      client_authentication_methods: methods,
    });
    expect(body['client_secret']).toEqual(jasmine.any(String));
    const shown = { id: jasmine.stringMatching(/^cred_/), kid: jasmine.any(String), alg: 'RS256', name: 'Key' };
    expect(body['client_authentication_methods']).toEqual({
      private_key_jwt: { credentials: [jasmine.objectContaining(shown)] },
    });
    const path = `/clients/${String(body['client_id'])}/credentials`;
    const { body: list } = await api.call<Body[]>('GET', path, token);
    expect(list.map((each) => Object.keys(each).includes('pem'))).toEqual([false]);
    expect((await api.call('DELETE', `${path}/${String(list[0]?.['id'])}`, token)).status).toBe(409);
  });

  it('an organization has client grants and discovery domains', async () => {
    const { body: organization } = await api.call<Body>('POST', '/organizations', token, { name: 'acme' });
    const path = `/organizations/${String(organization['id'])}`;
    api.store.resourceServers.upsert({ identifier: 'https://api.example/' });
    const granted = { client_id: CLIENT, audience: 'https://api.example/', scope: [], organization_usage: 'allow' };
    const { body: grant } = await api.call<Body>('POST', '/client-grants', token, granted);
    const added = await api.call<Body>('POST', `${path}/client-grants`, token, { grant_id: grant['id'] });
    expect([added.status, added.body]).toEqual([201, { grant_id: grant['id'], ...granted }]);
    expect((await api.call<Body[]>('GET', `${path}/client-grants`, token)).body).toEqual([grant]);
    const of = await api.call<Body[]>('GET', `/client-grants/${String(grant['id'])}/organizations`, token);
    expect(of.body.map(({ name }) => name)).toEqual(['acme']);
    expect((await api.call('DELETE', `${path}/client-grants/${String(grant['id'])}`, token)).status).toBe(204);
    expect((await api.call<Body[]>('GET', `${path}/client-grants`, token)).body).toEqual([]);

    const domains = `${path}/discovery-domains`;
    const { body: domain } = await api.call<Body>('POST', domains, token, { domain: 'acme.example' });
    const host = `_ss-verification.${String(organization['id'])}.acme.example`;
    expect(domain).toEqual(jasmine.objectContaining({ status: 'pending', verification_host: host }));
    const one = `${domains}/${String(domain['id'])}`;
    expect((await api.call<Body>('PATCH', one, token, { status: 'verified' })).body['status']).toBe('verified');
    expect((await api.call<Body>('GET', `${domains}/name/acme.example`, token)).body['id']).toBe(domain['id']);
    expect((await api.call('DELETE', one, token)).status).toBe(204);
    const afterDeletion = await api.call<Body>('GET', one, token);
    expect([afterDeletion.status, afterDeletion.body['message']]).toEqual([
      404,
      'No organization domain found by that id',
    ]);
  });
});
