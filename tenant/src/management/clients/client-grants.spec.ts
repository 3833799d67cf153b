import { decodeJwt } from 'jose';
import { CALLBACK, startOidcHarness, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';
import { callWithScope } from '../../oidc/testing/call-as-machine.ts';

const API = 'https://api.example';
const SCOPES =
  'create:client_grants read:client_grants update:client_grants delete:client_grants read:connections update:connections';

describe('Client grants and the clients of a connection', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
    const resource = { identifier: API, name: 'Api' };
    await call('POST', '/resource-servers', resource, 'create:resource_servers');
  });
  afterEach(() => harness.tenant.stop());

  const call = (method: string, path: string, body?: unknown, scope = SCOPES) =>
    callWithScope(harness.tenant, scope, method, path, body);
  const sendRequest = async () => {
    const fields = { grant_type: 'client_credentials', client_id: 'server', client_secret: 'secret', audience: API };
    const response = await fetch(`${harness.tenant.issuer}oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    return token === undefined ? response.status : decodeJwt(token)['scope'];
  };

  it('decide which scopes a client gets with its credentials', async () => {
    expect(await sendRequest()).toBe(403);
    const grant = { client_id: 'server', audience: API, scope: ['read:x'] };
    const created = await call('POST', '/client-grants', grant);
    expect([created.status, await sendRequest()]).toEqual([201, 'read:x']);
    expect((await call('POST', '/client-grants', grant)).status).toBe(409);
    const path = `/client-grants/${String(created.body['id'])}`;
    expect((await call('PATCH', path, { scope: ['write:x'] })).status).toBe(200);
    expect(await sendRequest()).toBe('write:x');
    expect((await call('DELETE', path)).status).toBe(204);
    expect([await sendRequest(), (await call('GET', path)).status]).toEqual([403, 404]);
  });

  it('find their client by organization, and by the flag for all organizations', async () => {
    const scopes = 'create:organizations create:organization_client_grants read:clients';
    const { body: organization } = await call('POST', '/organizations', { name: 'acme' }, scopes);
    const grant = { client_id: 'server', audience: API, scope: [], organization_usage: 'allow' };
    const { body: granted } = await call('POST', '/client-grants', { ...grant, allow_any_organization: true });
    const find = async (q: string) => {
      const path = `/clients?take=50&q=${encodeURIComponent(q)}`;
      const { body } = await call('GET', path, undefined, scopes);
      return (body['clients'] as { client_id: string }[]).map(({ client_id: id }) => id);
    };
    const ofOrganization = `client_grant.organization_id:${String(organization['id'])}`;
    expect(await find(ofOrganization)).toEqual([]);
    const path = `/organizations/${String(organization['id'])}/client-grants`;
    expect((await call('POST', path, { grant_id: granted['id'] }, scopes)).status).toBe(201);
    expect(await find(ofOrganization)).toEqual(['server']);
    expect(await find('client_grant.organization_id:org_another')).toEqual([]);
    expect(await find('client_grant.allow_any_organization:true')).toEqual(['server']);
    expect((await call('GET', '/clients?take=50&q=nonsense', undefined, scopes)).status).toBe(400);
  });

  it('are rejected for unknown clients and APIs', async () => {
    const unknown = { client_id: 'server', audience: 'https://nowhere' };
    expect((await call('POST', '/client-grants', unknown)).body['message']).toBe('Resource server not found');
    const unknownClient = await call('POST', '/client-grants', { client_id: 'unknown', audience: API });
    expect([unknownClient.status, unknownClient.body['errorCode']]).toEqual([404, 'inexistent_client']);
    expect((await call('GET', '/client-grants', undefined, 'read:users')).status).toBe(403);
  });

  it('reject a connection at /authorize that was disabled for the client', async () => {
    const path = '/connections/con_DemoGitHub000001/clients';
    const query = new URLSearchParams({ client_id: 'spa', redirect_uri: CALLBACK, response_type: 'code' });
    query.set('connection', 'github');
    query.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    query.set('code_challenge_method', 'S256');
    const visit = async () => (await harness.browser.open(`/authorize?${query}`)).url;
    expect((await visit()).pathname).toContain('/c/github');
    expect((await call('PATCH', path, [{ client_id: 'spa', status: false }])).status).toBe(204);
    expect((await visit()).searchParams.get('error')).toBe('invalid_request');
    expect((await call('PATCH', path, [{ client_id: 'spa', status: true }])).status).toBe(204);
    expect((await visit()).pathname).toContain('/c/github');
    expect((await call('PATCH', path, [{ client_id: 'unknown', status: true }])).status).toBe(404);
    expect((await call('PATCH', path, [])).status).toBe(400);
  });
});
