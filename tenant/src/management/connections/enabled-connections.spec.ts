import {
  ANA,
  CLIENT,
  managementHarness,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

interface Listed {
  readonly connections: readonly { readonly id: string; readonly name: string; readonly strategy: string }[];
  readonly next?: string;
}

describe('Connections enabled for a client', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', 'read:connections read:client_summary');
  });
  afterEach(() => api.store.close());
  const ofClient = (query = '', client = CLIENT) =>
    api.call<Listed>('GET', `/clients/${client}/connections${query}`, token);

  it('are listed in the format of all connections, without those of other clients', async () => {
    const client = { client_id: CLIENT, name: 'Portal', app_type: 'spa', connections: ['github', 'email'] } as const;
    api.store.clients.upsert(client);
    const { status, body } = await ofClient();
    expect(status).toBe(200);
    expect(body).toEqual({
      connections: [
        jasmine.objectContaining({ id: 'con_DemoGitHub000001', name: 'github', strategy: 'github' }),
        jasmine.objectContaining({ id: 'con_DemoEmail0000001', name: 'email', strategy: 'email' }),
      ],
    });
    expect((await ofClient('?strategy=email')).body.connections.map(({ name }) => name)).toEqual(['email']);
    expect((await ofClient('?fields=name')).body.connections[0]).toEqual({ name: 'github' } as never);
  });

  it('come in pages', async () => {
    const names: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body }: { body: Listed } = await ofClient(`?take=3${next === '' ? '' : `&from=${next}`}`);
      names.push(...body.connections.map(({ name }) => name));
      next = body.next;
    }
    expect(names).toEqual(api.store.connections.list().map(({ name }) => name));
    expect((await ofClient('?take=0')).status).toBe(400);
  });

  it('are listed by connection, too', async () => {
    api.store.clients.upsert({ client_id: 'other', name: 'Other', app_type: 'spa', connections: ['email'] });
    const clients = async (id: string) => (await api.call<unknown>('GET', `/connections/${id}/clients`, token)).body;
    expect(await clients('con_DemoGitHub000001')).toEqual({ clients: [{ client_id: CLIENT }] });
    expect(await clients('con_DemoEmail0000001')).toEqual({ clients: [{ client_id: CLIENT }, { client_id: 'other' }] });
  });

  it('are not listed for unknown resources, nor without the scopes', async () => {
    expect((await ofClient('', 'unknown')).status).toBe(404);
    const absent = await api.call<ErrorBody>('GET', '/connections/con_0000000000000000/clients', token);
    expect([absent.status, absent.body.message]).toEqual([404, 'The connection does not exist']);
    for (const scope of ['read:connections', 'read:client_summary read:users']) {
      const weak = await api.accessToken(ANA, scope);
      expect((await api.call('GET', `/clients/${CLIENT}/connections`, weak)).status).toBe(403);
    }
    const weak = await api.accessToken(ANA, 'read:clients');
    expect((await api.call('GET', '/connections/con_DemoEmail0000001/clients', weak)).status).toBe(403);
  });
});
