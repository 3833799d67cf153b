import { CLIENT, managementHarness, type ManagementHarness } from '../testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const SCOPES = ['create', 'read', 'delete'].map((verb) => `${verb}:organization_invitations`).join(' ');

describe('Invitations to an organization', () => {
  let api: ManagementHarness;
  let token: string;
  const PATH = '/organizations/org_Acme000000000001/invitations';
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken(`${CLIENT}@clients`, SCOPES);
    api.store.organizations.upsert({ name: 'acme', id: 'org_Acme000000000001' });
    const client = api.store.clients.get(CLIENT);
    if (client === undefined) throw new Error('No client');
    api.store.clients.upsert({ ...client, settings: { initiate_login_uri: 'https://app.example/login?a=1' } });
  });
  afterEach(() => api.store.close());
  const body = (more: Body = {}) => ({
    ...{ inviter: { name: 'Ana' }, invitee: { email: 'New@Example.com' }, client_id: CLIENT },
    ...more,
  });

  it('are mailed with a link to the application, listed, read and deleted', async () => {
    const { status, body: created } = await api.call<Body>('POST', PATH, token, body());
    expect([status, Object.keys(created).sort()]).toEqual([
      201,
      ...[
        [
          'client_id',
          'created_at',
          'expires_at',
          'id',
          'invitation_url',
          'invitee',
          'inviter',
          'organization_id',
        ].concat('ticket_id'),
      ],
    ]);
    const url = new URL(String(created['invitation_url']));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      a: '1',
      invitation: String(created['ticket_id']),
      ...{ organization: 'org_Acme000000000001', organization_name: 'acme' },
    });
    const week = Date.parse(String(created['expires_at'])) - Date.parse(String(created['created_at']));
    expect(week).toBe(604_800_000);
    expect(api.mailbox.latest('new@example.com')?.link).toBe(url.href);

    expect((await api.call('GET', PATH, token)).body).toEqual([created]);
    const one = `${PATH}/${String(created['id'])}`;
    expect((await api.call('GET', one, token)).body).toEqual(created);
    expect((await api.call('DELETE', one, token)).status).toBe(204);
    const afterDeletion = await api.call<Body>('GET', one, token);
    expect([afterDeletion.status, afterDeletion.body['errorCode']]).toEqual([404, 'inexistent_invitation']);
  });

  it('belong to one organization, and are listed newest first unless sorted', async () => {
    api.store.organizations.upsert({ name: 'beta', id: 'org_Beta000000000001' });
    const first = await api.call<Body>('POST', PATH, token, body());
    api.clock.advance(1);
    const second = await api.call<Body>('POST', PATH, token, body({ invitee: { email: 'two@example.com' } }));
    expect((await api.call('GET', PATH, token)).body).toEqual([second.body, first.body]);
    expect((await api.call('GET', `${PATH}?sort=created_at:1`, token)).body).toEqual([first.body, second.body]);
    const beta = PATH.replace('Acme', 'Beta');
    expect((await api.call<unknown>('GET', beta, token)).body).toEqual([]);
    const one = `${beta}/${String(first.body['id'])}`;
    expect((await api.call('GET', one, token)).status).toBe(404);
    expect((await api.call('DELETE', one, token)).status).toBe(404);
  });

  it('need a client with a login route, known roles and a life of at most 30 days', async () => {
    const refused = async (more: Body) => (await api.call<Body>('POST', PATH, token, body(more))).status;
    expect(await refused({ client_id: 'unknown' })).toBe(400);
    expect(await refused({ roles: ['rol_0000000000000000'] })).toBe(400);
    expect(await refused({ ttl_sec: 2_592_001 })).toBe(400);
    expect(await refused({ invitee: { email: 'none' } })).toBe(400);
    const client = api.store.clients.get(CLIENT);
    if (client !== undefined) api.store.clients.upsert({ ...client, settings: {} });
    expect(await refused({})).toBe(400);
  });

  it('lead to the login route of the tenant if the client has none', async () => {
    const client = api.store.clients.get(CLIENT);
    if (client !== undefined) api.store.clients.upsert({ ...client, settings: {} });
    const settings = { default_redirection_uri: 'https://tenant.example/login' };
    const admin = await api.accessToken(`${CLIENT}@clients`, 'update:tenant_settings');
    await api.call('PATCH', '/tenants/settings', admin, settings);
    const { body: created } = await api.call<Body>('POST', PATH, token, body());
    expect(String(created['invitation_url'])).toContain('https://tenant.example/login?invitation=');
  });

  it('are not mailed if the caller opts out', async () => {
    await api.call('POST', PATH, token, body({ send_invitation_email: false }));
    expect(api.mailbox.list()).toEqual([]);
  });
});
