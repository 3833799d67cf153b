import {
  ANA,
  CLIENT,
  managementHarness,
  MIRA,
  userPath,
  type ManagementHarness,
} from '../testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const SCOPES = ['organizations', 'organization_clients', 'organization_member_roles', 'roles', 'clients']
  .flatMap((name) => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${name}`))
  .concat('read:guardian_factors', 'update:guardian_factors', 'delete:guardian_enrollments');

describe('Clients of an organization', () => {
  let api: ManagementHarness;
  let token: string;
  let organization: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', SCOPES.join(' '));
    organization = `/organizations/${String((await call('POST', '/organizations', { name: 'acme' })).body['id'])}`;
  });
  afterEach(() => api.store.close());
  const call = (method: string, path: string, body?: unknown) => api.call<Body>(method, path, token, body);
  const clients = () => `${organization}/clients`;
  const added = { clients: [{ client_id: CLIENT, use_for_member_access: true }] };
  const shown = {
    client_id: CLIENT,
    use_for_member_access: true,
    client: {
      ...{ name: 'Portal', app_type: 'spa', is_first_party: true },
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
    },
  };

  it('are added, listed, changed and removed', async () => {
    const created = await call('POST', clients(), added);
    expect([created.status, created.body]).toEqual([201, [shown] as never]);
    expect((await call('GET', clients())).body).toEqual({ clients: [shown] });
    const changed = await call('PATCH', `${clients()}/${CLIENT}`, { use_for_member_access: false });
    expect(changed.body).toEqual({ ...shown, use_for_member_access: false });
    expect((await call('GET', `${clients()}/${CLIENT}`)).body).toEqual(changed.body);
    expect((await call('DELETE', clients(), { clients: [CLIENT] })).status).toBe(204);
    expect((await call('GET', clients())).body).toEqual({ clients: [] });
  });

  it('are listed by checkpoints', async () => {
    const { body: other } = await call('POST', '/clients', { name: 'Other' });
    await call('POST', clients(), {
      clients: [...added.clients, { client_id: other['client_id'], use_for_member_access: false }],
    });
    const { body: first } = await call('GET', `${clients()}?take=1`);
    const { body: second } = await call('GET', `${clients()}?take=1&from=${String(first['next'])}`);
    const ids = [first, second].flatMap((page) => (page['clients'] as Body[]).map((each) => each['client_id']));
    expect([ids, Object.keys(second)]).toEqual([[CLIENT, other['client_id']], ['clients']]);
  });

  it('are rejected when unknown or added twice, and vanish with the client', async () => {
    await call('POST', clients(), added);
    expect((await call('POST', clients(), added)).status).toBe(409);
    const unknown = { clients: [{ client_id: 'unknown', use_for_member_access: true }] };
    expect((await call('POST', clients(), unknown)).status).toBe(404);
    expect((await call('GET', `${clients()}/unknown`)).status).toBe(404);
    const reader = await api.accessToken('server@clients', 'read:organization_clients');
    expect((await api.call('POST', clients(), reader, added)).status).toBe(403);
    await call('DELETE', `/clients/${CLIENT}`);
    expect((await call('GET', clients())).body).toEqual({ clients: [] });
  });

  it('have members with a role, listed by the role', async () => {
    const { body: role } = await call('POST', '/roles', { name: 'Editor' });
    for (const user of [ANA, MIRA]) {
      await call('POST', `${organization}/members/${encodeURIComponent(user)}/roles`, { roles: [role['id']] });
    }
    const path = `${organization}/roles/${String(role['id'])}/members`;
    const { members } = (await call('GET', path)).body as { members: Body[] };
    expect(members.map((each) => each['user_id']).sort()).toEqual([ANA, MIRA].sort());
    expect(Object.keys((await call('GET', `${path}?take=1&fields=user_id`)).body).sort()).toEqual(['members', 'next']);
  });
});

describe('Second factors', () => {
  it('have settings of their session, changed in part by PATCH, and all of a user are removed at once', async () => {
    const api = await managementHarness();
    const token = await api.accessToken('server@clients', SCOPES.join(' '));
    const call = (method: string, path: string, body?: unknown) => api.call<Body>(method, path, token, body);
    const { body: before } = await call('GET', '/guardian/settings');
    expect(before['mfa_session_overall_timeout']).toBe(30 * 24 * 3600);
    expect((await call('PUT', '/guardian/settings', { ...before, mfa_session_overall_timeout: 3600 })).status).toBe(
      200,
    );
    expect((await call('PUT', '/guardian/settings', { ...before, mfa_session_overall_timeout: 60 })).status).toBe(400);
    const duo = '/guardian/factors/duo/settings';
    await call('PUT', duo, { ikey: 'i', skey: 's', host: 'h' });
    expect((await call('PATCH', duo, { host: 'other' })).body).toEqual({ ikey: 'i', skey: 's', host: 'other' });
    const created_at = new Date(api.clock.now()).toISOString();
    api.store.authenticators.put(ANA, { secret: 'JBSWY3DPEHPK3PXP', active: true, always: false, created_at });
    expect((await call('DELETE', `${userPath(ANA)}/authenticators`)).status).toBe(204);
    expect(api.store.authenticators.get(ANA)).toBeUndefined();
    api.store.close();
  });
});
