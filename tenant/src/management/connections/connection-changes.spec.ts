import {
  ANA,
  CLIENT,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

describe('Connections', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', 'create:connections read:connections update:connections');
  });
  afterEach(() => api.store.close());
  const create = (body: unknown) => api.call<Record<string, unknown>>('POST', '/connections', token, body);

  it('are created for the named clients, and changed, with their options', async () => {
    const given = {
      name: 'new-db',
      strategy: 'auth0',
      options: { requires_username: true },
      enabled_clients: [CLIENT],
    };
    api.store.clients.upsert({ client_id: 'other', name: 'Other', app_type: 'spa' });
    const { status, body } = await create(given);
    expect(status).toBe(201);
    const path = `/connections/${String(body['id'])}`;
    expect(api.store.connections.get('new-db')?.requires_username).toBeTrue();
    expect((await api.call<unknown>('GET', `${path}/clients`, token)).body).toEqual({
      clients: [{ client_id: CLIENT }],
    });
    const patched = await api.call<unknown>('PATCH', path, token, {
      display_name: 'New',
      options: { disable_signup: true },
    });
    expect(patched.body).toEqual(
      jasmine.objectContaining({
        name: 'new-db',
        display_name: 'New',
        options: jasmine.objectContaining({ disable_signup: true }),
      }),
    );
    expect(api.store.connections.get('new-db')?.requires_username).not.toBeTrue();
  });

  it('are rejected for a taken name, an invalid body and missing scopes', async () => {
    expect((await create({ name: 'github', strategy: 'github' })).status).toBe(409);
    expect((await create({ name: 'a b', strategy: 'github' })).status).toBe(400);
    const absent = await api.call<ErrorBody>('PATCH', '/connections/con_0000000000000000', token, {});
    expect([absent.status, absent.body.errorCode]).toEqual([404, 'inexistent_connection']);
    const weak = await api.accessToken('server@clients', 'read:connections');
    expect((await api.call('POST', '/connections', weak, { name: 'x', strategy: 'github' })).status).toBe(403);
  });

  it('are deleted with their users, and unlinked from others', async () => {
    const { store } = api;
    store.clients.upsert({
      client_id: 'other',
      name: 'Other',
      app_type: 'spa',
      connections: ['google-oauth2', 'email'],
    });
    store.organizations.upsert({ name: 'acme', enabled_connections: [{ name: 'google-oauth2' }, { name: 'github' }] });
    store.payloads.upsert('Session', 's', { accountId: LEO_GOOGLE });
    const strong = await api.accessToken('server@clients', 'delete:connections');
    const path = '/connections/con_DemoGoogle000001';
    expect((await api.call('DELETE', path, token)).status).toBe(403);
    expect((await api.call('DELETE', path, strong)).status).toBe(202);
    expect(store.users.get(LEO_GOOGLE)).toBeUndefined();
    expect(store.payloads.find('Session', 's')).toBeUndefined();
    const left = store.users.get(MIRA)?.identities.map(({ connection }) => connection);
    expect(left).toEqual(['Username-Password-Authentication', 'github', 'acme-corp', 'sms']);
    expect(store.users.findByIdentity('google-oauth2', '109283746510928374651')).toBeUndefined();
    expect(store.users.get(ANA)).toBeDefined();
    expect(store.clients.get('other')?.connections).toEqual(['email']);
    expect(store.clients.get(CLIENT)?.connections).toBeUndefined();
    expect(store.organizations.get('acme')?.enabled_connections).toEqual([{ name: 'github' }]);
    expect((await api.call('GET', path, token)).status).toBe(404);
    expect((await api.call('DELETE', path, strong)).status).toBe(204);
    const next = store.users.link(MIRA, { provider: 'github', user_id: 4_815_162 });
    expect(next.identities.length).toBe(5);
  });

  it('of a database lose one user by address, and no user of another connection', async () => {
    const remover = await api.accessToken('server@clients', 'delete:users');
    const { email = '' } = api.store.users.get(ANA) ?? {};
    const { id } = api.store.connections.require('Username-Password-Authentication');
    const google = api.store.connections.require('google-oauth2').id;
    const path = (connection: string, query: string) => `/connections/${connection}/users${query}`;
    const query = `?email=${encodeURIComponent(email)}`;
    expect((await api.call('DELETE', path(id, query), token)).status).toBe(403);
    expect((await api.call('DELETE', path(id, ''), remover)).status).toBe(400);
    expect((await api.call('DELETE', path(google, query), remover)).status).toBe(404);
    expect(api.store.users.get(ANA)).toBeDefined();
    expect((await api.call('DELETE', path(id, query), remover)).status).toBe(204);
    expect(api.store.users.get(ANA)).toBeUndefined();
  });
});
