import {
  ANA,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  userPath,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const SCOPES =
  'read:roles create:roles update:roles delete:roles read:users update:users create:resource_servers delete:resource_servers update:resource_servers';
const API = 'https://api.example';

interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

describe('Roles', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', SCOPES);
    api.store.resourceServers.upsert({
      identifier: API,
      name: 'Orders',
      scopes: [{ value: 'read:orders', description: 'Read orders' }, { value: 'write:orders' }],
    });
  });
  afterEach(() => api.store.close());
  const call = <Body = unknown>(method: string, path: string, body?: unknown) =>
    api.call<Body>(method, path, token, body);
  const newRole = async (name: string) => (await call<Role>('POST', '/roles', { name })).body;
  const permission = (name: string) => ({ resource_server_identifier: API, permission_name: name });
  const given = async (userId: string) =>
    (await call<{ permission_name: string }[]>('GET', `${userPath(userId)}/permissions`)).body.map(
      ({ permission_name: name }) => name,
    );

  it('are created, changed, found by name and deleted', async () => {
    const created = await call<Role>('POST', '/roles', { name: 'Editor', description: 'Edits' });
    expect([created.status, created.body.name, created.body.description]).toEqual([200, 'Editor', 'Edits']);
    expect(created.body.id).toMatch(/^rol_[a-zA-Z0-9]{16}$/);
    const path = `/roles/${created.body.id}`;
    expect((await call<Role>('PATCH', path, { name: 'Writer' })).body).toEqual({ ...created.body, name: 'Writer' });
    await newRole('Reader');
    const found = await call<{ total: number; roles: Role[] }>('GET', '/roles?name_filter=write&include_totals=true');
    expect(found.body).toEqual({
      start: 0,
      limit: 50,
      total: 1,
      roles: [{ ...created.body, name: 'Writer' }],
    } as never);
    expect((await call('DELETE', path)).status).toBe(200);
    const afterDeletion = await call<ErrorBody>('GET', path);
    expect([afterDeletion.status, afterDeletion.body.message]).toEqual([404, 'The role does not exist.']);
  });

  it('have a unique name', async () => {
    const first = await newRole('Editor');
    const second = await newRole('Reader');
    const again = await call<ErrorBody>('POST', '/roles', { name: 'Editor' });
    expect([again.status, again.body.message]).toEqual([409, 'The role already exists.']);
    expect((await call('PATCH', `/roles/${second.id}`, { name: 'Editor' })).status).toBe(409);
    expect((await call('PATCH', `/roles/${first.id}`, { name: 'Editor' })).status).toBe(200);
  });

  it('add their permissions to those assigned to the user directly', async () => {
    const { id } = await newRole('Editor');
    expect((await call('POST', `/roles/${id}/permissions`, { permissions: [permission('write:orders')] })).status).toBe(
      201,
    );
    expect((await call('POST', `${userPath(ANA)}/roles`, { roles: [id] })).status).toBe(204);
    const direct = { permissions: [permission('read:orders'), permission('write:orders')] };
    expect((await call('POST', `${userPath(ANA)}/permissions`, direct)).status).toBe(201);
    expect(await given(ANA)).toEqual(['read:orders', 'write:orders']);
    expect((await call('DELETE', `${userPath(ANA)}/permissions`, direct)).status).toBe(204);
    expect((await call<unknown[]>('GET', `${userPath(ANA)}/permissions`)).body).toEqual([
      {
        permission_name: 'write:orders',
        description: '',
        resource_server_name: 'Orders',
        resource_server_identifier: API,
        sources: [{ source_id: id, source_name: 'Editor', source_type: 'ROLE' }],
      },
    ]);
    await call('DELETE', `${userPath(ANA)}/roles`, { roles: [id] });
    expect(await given(ANA)).toEqual([]);
  });

  it('are listed as effective with their sources, as are the permissions', async () => {
    const { id } = await newRole('Editor');
    await call('POST', `/roles/${id}/permissions`, { permissions: [permission('write:orders')] });
    await call('POST', `${userPath(ANA)}/roles`, { roles: [id] });
    const direct = { permissions: [permission('read:orders'), permission('write:orders')] };
    await call('POST', `${userPath(ANA)}/permissions`, direct);
    const role = { id, name: 'Editor', description: 'Editor', sources: ['direct'] };
    const roles = `${userPath(ANA)}/effective-roles`;
    expect((await call(`GET`, roles)).body).toEqual({ roles: [role] });
    expect((await call('GET', `${roles}/sources/groups?role_id=${id}`)).body).toEqual({ groups: [] });
    expect((await call('GET', `${roles}/sources/groups?role_id=rol_0000000000000000`)).status).toBe(404);
    expect((await call('GET', `${userPath('auth0|none')}/effective-roles`)).status).toBe(404);

    const permissions = `${userPath(ANA)}/effective-permissions`;
    const api = `resource_server_identifier=${encodeURIComponent(API)}`;
    const { body } = await call<{ permissions: Record<string, unknown>[] }>('GET', `${permissions}?${api}`);
    expect(body.permissions.map((each) => [each['permission_name'], each['sources']])).toEqual([
      ['read:orders', ['direct']],
      ['write:orders', ['direct', 'roles']],
    ]);
    expect(body.permissions[0]).toEqual(
      jasmine.objectContaining({ resource_server_name: 'Orders', description: 'Read orders' }),
    );
    expect((await call('GET', `${permissions}?resource_server_identifier=other`)).body).toEqual({ permissions: [] });
    expect((await call('GET', permissions)).status).toBe(400);
    const from = (name: string) => call('GET', `${permissions}/sources/effective-roles?${api}&permission_name=${name}`);
    expect((await from('write:orders')).body).toEqual({ roles: [role] });
    expect((await from('read:orders')).body).toEqual({ roles: [] });
  });

  it('list their users, and users their roles', async () => {
    const { id } = await newRole('Editor');
    expect((await call('POST', `/roles/${id}/users`, { users: [ANA, MIRA] })).status).toBe(200);
    const users = await call<{ user_id: string; email: string }[]>('GET', `/roles/${id}/users`);
    expect(users.body.map(({ email }) => email)).toEqual(['ana@example.com', 'mira@example.com']);
    const page = async (query: string) =>
      (await call<{ users: { user_id: string }[]; next?: string }>('GET', `/roles/${id}/users?take=1${query}`)).body;
    const first = await page('');
    const last = await page(`&from=${String(first.next)}`);
    expect([...first.users, ...last.users].map((user) => user.user_id)).toEqual([ANA, MIRA]);
    expect(last.next).toBeUndefined();
    expect((await call<Role[]>('GET', `${userPath(MIRA)}/roles`)).body.map(({ name }) => name)).toEqual(['Editor']);
    await call('DELETE', `/roles/${id}`);
    expect((await call<Role[]>('GET', `${userPath(MIRA)}/roles`)).body).toEqual([]);
  });

  it('are deleted with an absorbed or deleted user', async () => {
    const { id } = await newRole('Editor');
    await call('POST', `/roles/${id}/users`, { users: [LEO_GOOGLE, MIRA] });
    api.store.users.link(ANA, { provider: 'google-oauth2', user_id: LEO_GOOGLE.split('|')[1] ?? '' });
    api.store.users.delete(MIRA);
    expect((await call('GET', `/roles/${id}/users`)).body).toEqual([]);
    expect((await call('GET', `${userPath(ANA)}/roles`)).body).toEqual([]);
  });

  it('lose permissions whose scope or API is deleted, even if the API is created again', async () => {
    const { id } = await newRole('Editor');
    const both = { permissions: [permission('read:orders'), permission('write:orders')] };
    await call('POST', `/roles/${id}/permissions`, both);
    await call('POST', `${userPath(ANA)}/permissions`, both);
    const path = `/resource-servers/${encodeURIComponent(API)}`;
    await call('PATCH', path, { scopes: [{ value: 'read:orders' }] });
    expect(await given(ANA)).toEqual(['read:orders']);
    expect((await call<unknown[]>('GET', `/roles/${id}/permissions`)).body.length).toBe(1);
    await call('DELETE', path);
    await call('POST', '/resource-servers', { identifier: API, scopes: [{ value: 'read:orders' }] });
    expect(await given(ANA)).toEqual([]);
    expect((await call<unknown[]>('GET', `/roles/${id}/permissions`)).body).toEqual([]);
  });

  it('reject unknown resources, with the reason', async () => {
    const { id } = await newRole('Editor');
    const unknownUser = userPath('auth0|unknown');
    const unknown = { permissions: [permission('delete:orders')] };
    for (const [method, path, body, status, message] of [
      ['POST', `${userPath(ANA)}/roles`, { roles: ['rol_none'] }, 404, 'The role does not exist.'],
      ['POST', `${unknownUser}/roles`, { roles: [id] }, 404, 'The user does not exist.'],
      ['GET', `${unknownUser}/roles`, undefined, 404, 'User not found.'],
      ['POST', `/roles/${id}/users`, { users: ['auth0|unknown'] }, 404, 'The user does not exist.'],
      [
        'POST',
        `/roles/${id}/permissions`,
        unknown,
        404,
        `Permission "delete:orders" does not exist in resource server "${API}".`,
      ],
      ['POST', `${userPath(ANA)}/roles`, { roles: [] }, 400, jasmine.stringMatching(/^Payload validation error/)],
    ] as const) {
      const response = await call<ErrorBody>(method, path, body);
      expect([response.status, response.body.message])
        .withContext(path)
        .toEqual([status, message as string]);
    }
  });

  it('require their scopes', async () => {
    const weak = await api.accessToken('server@clients', 'read:users');
    for (const [method, path] of [
      ['GET', '/roles'],
      ['POST', '/roles'],
      ['GET', '/roles/x'],
      ['PATCH', '/roles/x'],
      ['DELETE', '/roles/x'],
      ['GET', '/roles/x/permissions'],
      ['POST', '/roles/x/permissions'],
      ['DELETE', '/roles/x/permissions'],
      ['GET', '/roles/x/users'],
      ['POST', '/roles/x/users'],
      ['GET', `${userPath(ANA)}/roles`],
      ['POST', `${userPath(ANA)}/roles`],
      ['DELETE', `${userPath(ANA)}/roles`],
      ['POST', `${userPath(ANA)}/permissions`],
      ['DELETE', `${userPath(ANA)}/permissions`],
    ] as const) {
      expect((await api.call(method, path, weak, method === 'GET' ? undefined : {})).status)
        .withContext(path)
        .toBe(403);
    }
    const members = await api.accessToken('server@clients', 'read:role_members create:role_members');
    const { id } = await newRole('Editor');
    expect((await api.call('POST', `${userPath(ANA)}/roles`, members, { roles: [id] })).status).toBe(204);
    expect((await api.call('GET', `${userPath(ANA)}/roles`, members)).status).toBe(200);
  });
});
