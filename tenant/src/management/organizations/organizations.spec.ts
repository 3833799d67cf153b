import {
  ANA,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  userPath,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const KINDS = [
  'organizations',
  'organization_members',
  'organization_connections',
  'organization_member_roles',
  'roles',
];
const SCOPES = KINDS.flatMap((kind) => ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:${kind}`));
const DATABASE = 'con_DemoDatabase0001';

interface Organization {
  readonly id: string;
  readonly name: string;
}

describe('Organizations', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', SCOPES.join(' '));
  });
  afterEach(() => api.store.close());
  const call = <Body = unknown>(method: string, path: string, body?: unknown) =>
    api.call<Body>(method, path, token, body);
  const newOrganization = async (name: string) =>
    `/organizations/${(await call<Organization>('POST', '/organizations', { name })).body.id}`;

  it('are created, found by id and by name, changed and deleted', async () => {
    const created = await call<Organization>('POST', '/organizations', {
      name: 'acme',
      display_name: 'Acme',
      metadata: { plan: 'team' },
      branding: { colors: { primary: '#112233', page_background: '#ffffff' } },
      enabled_connections: [{ connection_id: DATABASE, assign_membership_on_login: true }],
    });
    expect(created.status).toBe(201);
    expect(created.body).toEqual(
      jasmine.objectContaining({
        name: 'acme',
        metadata: { plan: 'team' },
        enabled_connections: [jasmine.objectContaining({ connection_id: DATABASE, assign_membership_on_login: true })],
      }),
    );
    const path = `/organizations/${created.body.id}`;
    expect((await call<Organization>('GET', '/organizations/name/acme')).body.id).toBe(created.body.id);
    expect((await call<Organization>('PATCH', path, { name: 'acme-corp' })).body).toEqual(
      jasmine.objectContaining({ id: created.body.id, name: 'acme-corp', display_name: 'Acme' }),
    );
    expect((await call('GET', '/organizations/name/acme')).status).toBe(404);
    const { body: page } = await call<object>('GET', `${path}/enabled_connections?include_totals=true&per_page=50`);
    expect(page).toEqual(jasmine.objectContaining({ start: 0, limit: 1, total: 1 }));
    expect((await call<unknown[]>('GET', `${path}/enabled_connections`)).body.length).toBe(1);
    expect((await call('DELETE', path)).status).toBe(204);
    const afterDeletion = await call<ErrorBody>('GET', path);
    expect([afterDeletion.status, afterDeletion.body.message]).toEqual([
      404,
      'No organization found by that id or name',
    ]);
  });

  it('are listed in pages and from checkpoints, sorted', async () => {
    for (const name of ['beta', 'alpha', 'gamma']) await newOrganization(name);
    const names = (list: readonly Organization[]) => list.map(({ name }) => name);
    expect(names((await call<Organization[]>('GET', '/organizations?sort=name:1')).body)).toEqual([
      'alpha',
      'beta',
      'gamma',
    ]);
    const page = await call<Record<string, unknown>>('GET', '/organizations?per_page=2&page=1&include_totals=true');
    expect([page.body['start'], page.body['limit'], page.body['total']]).toEqual([2, 2, 3]);
    const first = await call<{ organizations: Organization[]; next: string }>('GET', '/organizations?take=2');
    const rest = await call<{ organizations: Organization[]; next?: string }>(
      'GET',
      `/organizations?take=2&from=${first.body.next}`,
    );
    expect([names(first.body.organizations), names(rest.body.organizations), rest.body.next]).toEqual([
      ['beta', 'alpha'],
      ['gamma'],
      undefined,
    ]);
  });

  it('continue after a checkpoint whose organization was deleted, without repetitions', async () => {
    await newOrganization('acme');
    const path = await newOrganization('beta');
    await newOrganization('gamma');
    const { body } = await call<{ next: string }>('GET', '/organizations?take=2');
    await call('DELETE', path);
    const rest = await call<{ organizations: Organization[] }>('GET', `/organizations?from=${body.next}`);
    expect(rest.body.organizations.map(({ name }) => name)).toEqual(['gamma']);
  });

  it('continue after a deleted first page, and reject a malformed checkpoint', async () => {
    const path = await newOrganization('acme');
    await newOrganization('beta');
    const { body } = await call<{ next: string }>('GET', '/organizations?take=1');
    await call('DELETE', path);
    const rest = await call<{ organizations: Organization[] }>('GET', `/organizations?from=${body.next}`);
    expect(rest.body.organizations.map(({ name }) => name)).toEqual(['beta']);
    const malformed = await call<ErrorBody>('GET', '/organizations?from=nonsense');
    expect([malformed.status, malformed.body.errorCode]).toEqual([400, 'invalid_query_string']);
  });

  it('have a unique name of the right form', async () => {
    const path = await newOrganization('acme');
    await newOrganization('beta');
    const again = await call<ErrorBody>('POST', '/organizations', { name: 'acme' });
    expect([again.status, again.body.message]).toEqual([409, 'An organization with this name already exists.']);
    expect((await call('PATCH', path, { name: 'beta' })).status).toBe(409);
    expect((await call('PATCH', path, { name: 'acme', display_name: 'A' })).status).toBe(200);
    expect((await call('POST', '/organizations', { name: 'Big Name' })).status).toBe(400);
  });

  it('have each connection once', async () => {
    const path = `${await newOrganization('acme')}/enabled_connections`;
    const added = await call<Record<string, unknown>>('POST', path, { connection_id: DATABASE });
    expect([added.status, added.body]).toEqual([
      201,
      {
        connection_id: DATABASE,
        assign_membership_on_login: false,
        show_as_button: true,
        is_signup_enabled: false,
        connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
      },
    ]);
    expect((await call('POST', path, { connection_id: DATABASE })).status).toBe(409);
    expect((await call('POST', path, { connection_id: 'con_0000000000000000' })).status).toBe(404);
    const changed = await call<Record<string, unknown>>('PATCH', `${path}/${DATABASE}`, { show_as_button: false });
    expect(changed.body['show_as_button']).toBeFalse();
    expect((await call<Record<string, unknown>>('GET', `${path}/${DATABASE}`)).body).toEqual(changed.body);
    expect((await call('DELETE', `${path}/${DATABASE}`)).status).toBe(204);
    expect((await call('GET', `${path}/${DATABASE}`)).status).toBe(404);
    expect((await call('GET', path)).body).toEqual([]);
  });

  it('allow sign-up only through a database connection whose users become members', async () => {
    const path = `${await newOrganization('acme')}/enabled_connections`;
    const signUp = { connection_id: DATABASE, is_signup_enabled: true };
    const refused = await call<ErrorBody>('POST', path, signUp);
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'Only database connections with assign_membership_on_login = true support is_signup_enabled = true.',
    ]);
    const google = { ...signUp, connection_id: 'con_DemoGoogle000001', assign_membership_on_login: true };
    expect((await call('POST', path, google)).status).toBe(400);
    expect((await call('POST', path, { ...signUp, assign_membership_on_login: true })).status).toBe(201);
    expect((await call('PATCH', `${path}/${DATABASE}`, { assign_membership_on_login: false })).status).toBe(400);
  });

  it('have disabled connections, which the list of enabled ones does not show', async () => {
    const path = await newOrganization('acme');
    const [all, enabled] = [`${path}/connections`, `${path}/enabled_connections`];
    const settings = { organization_connection_name: 'Staff', organization_access_level: 'limited' };
    const added = await call('POST', all, { connection_id: DATABASE, is_enabled: false, ...settings });
    const expected = {
      ...{ connection_id: DATABASE, is_enabled: false, ...settings },
      ...{ assign_membership_on_login: false, show_as_button: true, is_signup_enabled: false },
      connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
    };
    expect([added.status, added.body]).toEqual([201, expected]);
    expect((await call('GET', all)).body).toEqual([expected]);
    expect((await call('GET', `${all}?is_enabled=true`)).body).toEqual([]);
    expect((await call('GET', enabled)).body).toEqual([]);
    expect((await call('GET', `${enabled}/${DATABASE}`)).status).toBe(404);

    const reset = { is_enabled: true, organization_connection_name: null, organization_access_level: null };
    expect((await call('PATCH', `${all}/${DATABASE}`, reset)).status).toBe(200);
    const {
      is_enabled: _enabled,
      organization_connection_name: _name,
      organization_access_level: _level,
      ...old
    } = expected;
    expect((await call('GET', all)).body).toEqual([{ ...old, is_enabled: true }]);
    expect((await call('GET', enabled)).body).toEqual([old]);
    expect((await call('GET', `${enabled}?is_enabled=true`)).status).toBe(400);
  });

  it('have members, with roles that count there only and end with the membership', async () => {
    const path = await newOrganization('acme');
    const role = (await call<{ id: string }>('POST', '/roles', { name: 'Admin' })).body.id;
    expect((await call('POST', `${path}/members`, { members: [ANA, MIRA] })).status).toBe(204);
    const roles = `${path}/members/${encodeURIComponent(ANA)}/roles`;
    expect((await call('POST', roles, { roles: [role] })).status).toBe(204);
    expect((await call<{ name: string }[]>('GET', roles)).body.map(({ name }) => name)).toEqual(['Admin']);
    const effective = roles.replace(/roles$/, 'effective-roles');
    const shown = { id: role, name: 'Admin', description: 'Admin', sources: ['direct'] };
    expect((await call('GET', effective)).body).toEqual({ roles: [shown] });
    expect((await call('GET', `${effective}/sources/groups?role_id=${role}`)).body).toEqual({ groups: [] });
    expect((await call('GET', effective.replace('auth0', 'none'))).status).toBe(404);
    const listed = await call<Record<string, unknown>[]>('GET', `${path}/members?fields=user_id,roles`);
    expect(listed.body).toEqual([
      { user_id: ANA, roles: [{ id: role, name: 'Admin' }] },
      { user_id: MIRA, roles: [] },
    ]);
    expect((await call<Organization[]>('GET', `${userPath(ANA)}/organizations`)).body.map(({ name }) => name)).toEqual([
      'acme',
    ]);
    expect(api.store.assignments.userIds('role', role)).toEqual([]);
    expect((await call('DELETE', `${path}/members`, { members: [ANA] })).status).toBe(204);
    const afterRemoval = await call<ErrorBody>('GET', roles);
    expect([afterRemoval.status, afterRemoval.body.message]).toEqual([404, 'No member found by that id.']);
    await call('POST', `${path}/members`, { members: [ANA] });
    expect((await call('GET', roles)).body).toEqual([]);
  });

  it('lose absorbed members; a deleted organization loses its memberships', async () => {
    const path = await newOrganization('acme');
    await call('POST', `${path}/members`, { members: [ANA, LEO_GOOGLE] });
    api.store.users.link(MIRA, { provider: 'google-oauth2', user_id: LEO_GOOGLE.split('|')[1] ?? '' });
    expect((await call<unknown[]>('GET', `${path}/members`)).body.length).toBe(1);
    await call('DELETE', path);
    expect((await call('GET', `${userPath(ANA)}/organizations`)).body).toEqual([]);
    expect(api.store.assignments.ofUser(ANA, 'membership')).toEqual([]);
  });

  it('reject unknown resources, and callers without the scope', async () => {
    const path = await newOrganization('acme');
    expect((await call('POST', `${path}/members`, { members: ['auth0|unknown'] })).status).toBe(400);
    expect((await call('GET', `${userPath('auth0|unknown')}/organizations`)).status).toBe(404);
    const weak = await api.accessToken('server@clients', 'read:users');
    for (const [method, at] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ...['GET', 'POST', 'DELETE'].map((each) => [each, '/members']),
      ...['GET', 'POST', 'DELETE'].map((each) => [each, '/members/x/roles']),
      ...['GET', 'POST'].map((each) => [each, '/enabled_connections']),
      ...['GET', 'PATCH', 'DELETE'].map((each) => [each, '/enabled_connections/x']),
      ...['GET', 'POST'].map((each) => [each, '/connections']),
      ...['GET', 'PATCH', 'DELETE'].map((each) => [each, '/connections/x']),
    ] as [string, string][]) {
      const { status } = await api.call(method, path + at, weak, method === 'GET' ? undefined : {});
      expect(status).withContext(`${method} ${at}`).toBe(403);
    }
  });
});
