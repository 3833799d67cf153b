import {
  ANA,
  LEO_GOOGLE,
  managementHarness,
  MIRA,
  NOOR_GITHUB,
  SAM_ACME,
  userPath,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const DATABASE = 'Username-Password-Authentication';

describe('Users in the Management API', () => {
  let api: ManagementHarness;
  beforeEach(async () => {
    api = await managementHarness();
  });
  afterEach(() => api.store.close());

  const as = (scope: string, subject = ANA) => api.accessToken(subject, scope);
  const patch = async (scope: string, userId: string, body: unknown) =>
    api.call<ErrorBody & Record<string, unknown>>('PATCH', userPath(userId), await as(scope), body);

  it('are read by an administrator, and by themselves only', async () => {
    expect((await api.call('GET', userPath(MIRA), await as('read:users'))).status).toBe(200);
    expect((await api.call('GET', userPath(ANA), await as('read:current_user'))).status).toBe(200);
    const other = await api.call<ErrorBody>('GET', userPath(MIRA), await as('read:current_user'));
    expect([other.status, other.body.errorCode]).toEqual([403, 'unowned_resource']);
    const none = await api.call<ErrorBody>('GET', userPath(ANA), await as('openid'));
    expect([none.status, none.body.errorCode]).toEqual([403, 'insufficient_scope']);
  });

  it('get the same 403 for another account whether it exists or not', async () => {
    const token = await as('read:current_user');
    const existing = await api.call<ErrorBody>('GET', userPath(MIRA), token);
    const absent = await api.call<ErrorBody>('GET', userPath('auth0|gone'), token);
    expect(absent.status).toBe(403);
    expect(absent.body).toEqual(existing.body);
  });

  it('return 404 for an unknown user and 400 for an invalid id', async () => {
    const unknownUser = await api.call<ErrorBody>('GET', userPath('auth0|gone'), await as('read:users'));
    expect([unknownUser.status, unknownUser.body.errorCode, unknownUser.body.message]).toEqual([
      404,
      'inexistent_user',
      'The user does not exist.',
    ]);
    expect((await api.call('GET', '/users/unknown', await as('read:users'))).status).toBe(400);
  });

  it('can be limited to some fields, or to all others', async () => {
    const token = await as('read:users');
    const some = await api.call<object>('GET', `${userPath(ANA)}?fields=email,name`, token);
    expect(Object.keys(some.body).sort()).toEqual(['email', 'name']);
    const rest = await api.call<object>('GET', `${userPath(ANA)}?fields=email,name&include_fields=false`, token);
    expect(Object.keys(rest.body)).toContain('user_id');
    expect(Object.keys(rest.body)).not.toContain('email');
  });

  it('are all found by an exact email', async () => {
    const token = await as('read:users');
    const found = await api.call<{ user_id: string }[]>('GET', '/users-by-email?email=ana%40example.com', token);
    expect(found.body.length).toBe(3);
    expect((await api.call('GET', '/users-by-email?email=unknown%40example.com', token)).body).toEqual([]);
    const missing = await api.call<ErrorBody>('GET', '/users-by-email', token);
    expect(missing.body.message).toBe("Query validation error: 'Missing required property: email'.");
  });

  it('are created in a database with an address in lower case, once', async () => {
    const body = { connection: DATABASE, email: 'New.Person@Example.com', password: 'secret', user_metadata: { a: 1 } };
    const created = await api.call<Record<string, unknown>>('POST', '/users', await as('create:users'), body);
    expect(created.status).toBe(201);
    expect(created.body['email']).toBe('new.person@example.com');
    expect(created.body['email_verified']).toBe(false);
    expect(created.body['user_id']).toMatch(/^auth0\|[0-9a-f]{24}$/);
    expect(JSON.stringify(created.body)).not.toContain('secret');
    expect(api.store.users.verifyPassword(DATABASE, 'new.person@example.com', 'secret')).toBeDefined();
    const again = await api.call<ErrorBody>('POST', '/users', await as('create:users'), body);
    expect([again.status, again.body.message]).toEqual([409, 'The user already exists.']);
  });

  it('get the nickname of their address, even with a user name', async () => {
    const database = api.store.connections.require(DATABASE);
    api.store.connections.upsert({ ...database, requires_username: true });
    const body = { connection: DATABASE, email: 'eve@example.com', username: 'evelyn', password: 'Secret123!' };
    const response = await api.call<Record<string, unknown>>('POST', '/users', await as('create:users'), body);
    expect([response.status, response.body['username'], response.body['nickname']]).toEqual([201, 'evelyn', 'eve']);
  });

  const refusals: readonly [body: object, errorCode: string, message: RegExp][] = [
    [{ connection: 'nowhere', email: 'a@b.co', password: 'x' }, 'inexistent_connection', /^Connection does not exist/],
    [{ connection: 'github', email: 'a@b.co' }, 'operation_not_supported', /database or passwordless connection/],
    [{ connection: DATABASE, email: 'a@b.co' }, 'invalid_body', /Missing required property: password/],
    [{ connection: 'sms', email: 'a@b.co' }, 'invalid_body', /Missing required property: phone_number/],
    [{ connection: 'email', email: 'a@b.co', password: 'x' }, 'invalid_body', /password for a passwordless/],
    [{ connection: DATABASE, email: 'a@b.co', password: 'x', username: 'a' }, 'invalid_body', /requires_username/],
    [{ connection: DATABASE, email: 'nonsense', password: 'x' }, 'invalid_body', /on property email/],
    [{ connection: DATABASE, email: 'a@b.co', password: 'x', admin: true }, 'invalid_body', /not allowed: admin/],
  ];
  for (const [body, errorCode, message] of refusals) {
    it(`are not created from ${JSON.stringify(body)}`, async () => {
      const before = api.store.snapshot();
      const response = await api.call<ErrorBody>('POST', '/users', await as('create:users'), body);
      expect([response.status, response.body.errorCode]).toEqual([400, errorCode]);
      expect(response.body.message).toMatch(message);
      expect(api.store.snapshot()).toEqual(before);
    });
  }

  it('merge metadata on the first level and drop null properties', async () => {
    const response = await patch('update:users', ANA, { user_metadata: { theme: null, deep: { a: 1 } } });
    expect(response.body['user_metadata']).toEqual({ newsletter: true, deep: { a: 1 } });
    const second = await patch('update:users', ANA, { user_metadata: { deep: { b: 2 } } });
    expect(second.body['user_metadata']).toEqual({ newsletter: true, deep: { b: 2 } });
  });

  it('change their own user_metadata and nothing else', async () => {
    const scope = 'update:current_user_metadata';
    expect((await patch(scope, ANA, { user_metadata: { theme: 'dim' } })).status).toBe(200);
    for (const body of [{ app_metadata: { plan: 'x' } }, { name: 'X' }, { blocked: false }, { email: 'x@y.zz' }]) {
      const response = await patch(scope, ANA, body);
      expect([response.status, response.body.errorCode]).toEqual([403, 'insufficient_scope']);
    }
    const other = await patch(scope, MIRA, { user_metadata: {} });
    expect([other.status, other.body.errorCode]).toEqual([403, 'unowned_resource']);
    expect(api.store.users.get(ANA)?.app_metadata).toEqual({ plan: 'team' });
  });

  it('let an app change app_metadata with that scope alone', async () => {
    expect((await patch('update:users_app_metadata', MIRA, { app_metadata: { a: 1 } })).status).toBe(200);
    expect((await patch('update:users_app_metadata', MIRA, { name: 'X' })).status).toBe(403);
  });

  const changes: readonly [user: string, body: object, message: RegExp][] = [
    [ANA, { password: 'x', email: 'a@b.co' }, /^Cannot update password and email simultaneously\.$/],
    [ANA, { password: 'x', email_verified: true }, /password and email_verified simultaneously/],
    [LEO_GOOGLE, { email: 'a@b.co' }, /^Cannot update email for non-database user\.$/],
    [SAM_ACME, { email_verified: true }, /^Email verification is not supported for enterprise users\.$/],
    [LEO_GOOGLE, { name: 'X' }, /^The following user attributes cannot be updated: name\./],
    [ANA, { email: 'a@b.co', connection: 'nowhere' }, /^Connection does not exist\.$/],
    [MIRA, { name: 'X', connection: 'github' }, /belongs to a secondary identity\.$/],
  ];
  for (const [user, body, message] of changes) {
    it(`of ${user} reject ${JSON.stringify(body)}`, async () => {
      const before = api.store.snapshot();
      const response = await patch('update:users', user, body);
      expect(response.status).toBe(400);
      expect(response.body.message).toMatch(message);
      expect(api.store.snapshot()).toEqual(before);
    });
  }

  it('get a new password or address, unless the address is taken', async () => {
    expect((await patch('update:users', ANA, { password: 'other' })).status).toBe(200);
    expect(api.store.users.verifyPassword(DATABASE, 'ana@example.com', 'demo')).toBeUndefined();
    expect(api.store.users.verifyPassword(DATABASE, 'ana@example.com', 'other')).toBeDefined();
    const taken = await patch('update:users', ANA, { email: 'Mira@example.com' });
    expect([taken.status, taken.body.message]).toEqual([400, 'The specified new email already exists']);
    expect((await patch('update:users', ANA, { email: 'Ana2@example.com' })).body['email']).toBe('ana2@example.com');
    expect(api.store.users.verifyPassword(DATABASE, 'ana2@example.com', 'other')).toBeDefined();
  });

  it('are deleted with their sessions; deleting an unknown user is not an error', async () => {
    api.store.payloads.upsert('Session', 's', { accountId: NOOR_GITHUB });
    const token = await as('delete:users');
    expect((await api.call('DELETE', userPath(NOOR_GITHUB), token)).status).toBe(204);
    expect((await api.call('DELETE', userPath(NOOR_GITHUB), token)).status).toBe(204);
    expect(api.store.users.get(NOOR_GITHUB)).toBeUndefined();
    expect(api.store.payloads.find('Session', 's')).toBeUndefined();
    expect((await api.call('DELETE', userPath(MIRA), await as('delete:current_user'))).status).toBe(403);
  });
});
