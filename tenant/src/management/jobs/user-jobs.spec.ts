import { createHash, pbkdf2Sync } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { CLIENT, managementHarness, userPath, type ManagementHarness } from '../testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const DATABASE = 'Username-Password-Authentication';
/** `secret`, hashed with bcrypt. */
const BCRYPT = '$2b$04$RTNkM5hUmycXQqq7LbuXEeyueaasw8Z8INURf3fJZEouOXs12aW7.';

describe('Jobs that import and export users', () => {
  let api: ManagementHarness;
  let token: string;
  let connectionId: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken(`${CLIENT}@clients`, 'create:users read:users update:users');
    connectionId = api.store.connections.require(DATABASE).id;
  });
  afterEach(() => api.store.close());

  const start = async (users: unknown, fields: Readonly<Record<string, string>> = {}) => {
    const form = new FormData();
    form.set('connection_id', connectionId);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const text = typeof users === 'string' ? users : JSON.stringify(users);
    form.set('users', new Blob([text], { type: 'application/json' }), 'users.json');
    const response = await api.fetch(
      new Request('http://localhost/jobs/users-imports', {
        ...{ method: 'POST', headers: { Authorization: `Bearer ${token}` }, body: form },
      }),
    );
    return { status: response.status, body: (await response.json()) as Body };
  };
  const imported = async (users: unknown, fields: Readonly<Record<string, string>> = {}) => {
    const { body } = await start(users, fields);
    const path = `/jobs/${String(body['id'])}`;
    const job = await api.call<Body>('GET', path, token);
    const errors = await api.call<readonly Body[]>('GET', `${path}/errors`, token);
    return { job: job.body, errors };
  };

  /** The lines of an exported file. */
  const linesOf = async (created: Body) => {
    const { body: job } = await api.call<Body>('GET', `/jobs/${String(created['id'])}`, token);
    expect(job['status']).toBe('completed');
    const path = new URL(String(job['location'])).pathname.replace('/api/v2', '');
    const file = await api.fetch(new Request(`http://localhost${path}`));
    return gunzipSync(Buffer.from(await file.arrayBuffer()))
      .toString('utf8')
      .trimEnd()
      .split('\n');
  };
  const exportedLines = async (body: object) =>
    linesOf((await api.call<Body>('POST', '/jobs/users-exports', token, body)).body);

  it('starts pending, ends completed with a summary, and makes the users', async () => {
    const user = { email: 'New@example.com', email_verified: true, user_id: 'abc', app_metadata: { plan: 'free' } };
    const { status, body } = await start([user], { external_id: 'mine' });
    const common = { type: 'users_import', connection_id: connectionId, connection: DATABASE, external_id: 'mine' };
    expect([status, body]).toEqual([202, jasmine.objectContaining({ ...common, status: 'pending' })]);
    const job = await api.call<Body>('GET', `/jobs/${String(body['id'])}`, token);
    const summary = { failed: 0, updated: 0, inserted: 1, total: 1 };
    expect(job.body).toEqual(jasmine.objectContaining({ ...common, status: 'completed', summary }));
    const importedUser = await api.call<Body>('GET', userPath('auth0|abc'), token);
    expect(importedUser.body).toEqual(
      jasmine.objectContaining({ email: 'new@example.com', email_verified: true, app_metadata: { plan: 'free' } }),
    );
  });

  it('rejects a known user without `upsert`, and reports it', async () => {
    const user = { email: 'ana@example.com', email_verified: true };
    const { job, errors } = await imported([user, { email: 'other@example.com' }]);
    expect(job['summary']).toEqual({ failed: 1, updated: 0, inserted: 1, total: 2 });
    const message = 'The user already exist and upsert parameter is false';
    expect([errors.status, errors.body]).toEqual([200, [{ user, errors: [{ code: 'DUPLICATED_USER', message }] }]]);
  });

  it('changes a known user with `upsert`, but neither its password nor whether it is blocked', async () => {
    const user = { email: 'ana@example.com', nickname: 'ana2', blocked: true, app_metadata: { a: 1 } };
    const { job, errors } = await imported([user], { upsert: 'true' });
    expect(job['summary']).toEqual({ failed: 0, updated: 1, inserted: 0, total: 1 });
    expect(errors.status).toBe(204);
    const [ana] = api.store.users.byEmail('ana@example.com');
    expect([ana?.nickname, ana?.blocked, ana?.app_metadata['a']]).toEqual(['ana2', false, 1]);
  });

  it('reports what breaks the schema, user by user', async () => {
    const { job, errors } = await imported([{ email: 7 }, { username: 'x' }, { email: 'a@example.com', extra: 1 }]);
    expect(job['summary']).toEqual({ failed: 3, updated: 0, inserted: 0, total: 3 });
    const first = { code: 'INVALID_TYPE', path: 'email', message: jasmine.any(String) as unknown as string };
    expect(errors.body.map((each) => (each['errors'] as readonly Body[])[0])).toEqual([
      first,
      jasmine.objectContaining({ code: 'OBJECT_REQUIRED' }),
      jasmine.objectContaining({ code: 'ADDITIONAL_PROPERTY' }),
    ]);
  });

  it('is forgotten after a day', async () => {
    const { body } = await start([]);
    const path = `/jobs/${String(body['id'])}`;
    const statusAfter = async (seconds: number) => {
      api.clock.advance(seconds);
      return (await api.call('GET', path, await api.accessToken(`${CLIENT}@clients`, 'read:users'))).status;
    };
    expect([await statusAfter(86_399), await statusAfter(1)]).toEqual([200, 404]);
  });

  it('fails as a whole for a file that is not a list, and rejects a large one or an unknown connection', async () => {
    const { job } = await imported('{');
    expect([job['status'], typeof job['status_details']]).toEqual(['failed', 'string']);
    expect((await start('x'.repeat(600_000))).status).toBe(413);
    expect((await start([], { connection_id: 'con_0000000000000000' })).status).toBe(400);
    const google = api.store.connections.require('google-oauth2').id;
    expect((await start([], { connection_id: google })).status).toBe(400);
  });

  it('imports password hashes of other systems', async () => {
    const salt = Buffer.from('salt');
    const key = pbkdf2Sync('secret', salt, 1000, 32, 'sha256').toString('base64').replace(/=+$/, '');
    const phc = `$pbkdf2-sha256$i=1000,l=32$${salt.toString('base64').replace(/=+$/, '')}$${key}`;
    const sha = createHash('sha256').update('saltsecret').digest('hex');
    const hash = (algorithm: string, value: string, more = {}) => ({ algorithm, hash: { value }, ...more });
    const users = [
      { email: 'a@example.com', custom_password_hash: hash('pbkdf2', phc) },
      { email: 'b@example.com', custom_password_hash: hash('sha256', sha, { salt: { value: 'salt' } }) },
      { email: 'c@example.com', custom_password_hash: hash('argon2', '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$c2FsdA') },
    ];
    expect((await imported(users)).job['summary']).toEqual(jasmine.objectContaining({ inserted: 3 }));
    const signsIn = (email: string, password: string) =>
      api.store.users.verifyPassword(DATABASE, email, password) !== undefined;
    expect([signsIn('a@example.com', 'secret'), signsIn('a@example.com', 'other')]).toEqual([true, false]);
    expect([signsIn('b@example.com', 'secret'), signsIn('b@example.com', 'other')]).toEqual([true, false]);
    expect(signsIn('c@example.com', 'secret')).toBeFalse();
  });

  it('imports bcrypt hashes and authenticator apps', async () => {
    const mfa = [{ totp: { secret: 'PBDMJUT3JTNLASBQ' } }];
    await imported([{ email: 'd@example.com', password_hash: BCRYPT, mfa_factors: mfa }]);
    expect(api.store.users.verifyPassword(DATABASE, 'd@example.com', 'secret')?.email).toBe('d@example.com');
    expect(api.store.users.verifyPassword(DATABASE, 'd@example.com', 'Secret')).toBeUndefined();
    const [user] = api.store.users.byEmail('d@example.com');
    expect(api.store.authenticators.get(user?.user_id ?? '')?.secret).toBe('PBDMJUT3JTNLASBQ');
  });

  it('exports the requested fields as JSON lines or CSV, at an address that needs no token', async () => {
    const body = { connection_id: connectionId, format: 'csv', limit: 2 };
    const fields = [{ name: 'email' }, { name: 'identities[0].connection', export_as: 'provider' }];
    const exported = async (format: string) => {
      const created = await api.call<Body>('POST', '/jobs/users-exports', token, { ...body, format, fields });
      expect([created.status, created.body]).toEqual([
        200,
        jasmine.objectContaining({ type: 'users_export', status: 'pending', format, fields, connection: DATABASE }),
      ]);
      return linesOf(created.body);
    };
    const lines = await exported('csv');
    expect([lines.length, lines[0], lines[1]]).toEqual([3, 'email,provider', `ana@example.com,${DATABASE}`]);
    const [first = ''] = await exported('json');
    expect(JSON.parse(first)).toEqual({ email: 'ana@example.com', provider: DATABASE });
    expect((await api.call('POST', '/jobs/users-exports', token, { format: 'xml' })).status).toBe(400);
  });

  it('exports the users of one connection only', async () => {
    const google = api.store.connections.require('google-oauth2').id;
    const lines = await exportedLines({ connection_id: google, format: 'json', fields: [{ name: 'user_id' }] });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^\{"user_id":"google-oauth2\|/);
  });
});
