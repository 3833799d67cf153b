import { currentOtp, checkOtp } from '../../mfa/one-time-password.ts';
import {
  ANA,
  managementHarness,
  MIRA,
  userPath,
  type ErrorBody,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const SECRET = 'JBSWY3DPEHPK3PXP';
const SCOPES = ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:authentication_methods`).join(' ');

interface Method {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly totp_secret?: string;
}

describe('Authentication methods', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken('server@clients', `${SCOPES} read:users`);
  });
  afterEach(() => api.store.close());
  const METHODS = `${userPath(ANA)}/authentication-methods`;
  const call = <Body = unknown>(method: string, path: string, body?: unknown) =>
    api.call<Body>(method, path, token, body);

  it('are created with a secret that makes the codes, and shown without it', async () => {
    const created = await call<Method>('POST', METHODS, { type: 'totp', name: 'Phone', totp_secret: SECRET });
    expect([created.status, created.body.totp_secret, created.body.name]).toEqual([201, SECRET, 'Phone']);
    expect(created.body.id).toMatch(/^totp\|dev_[a-z0-9]{16}$/);
    const { store, clock } = api;
    expect(checkOtp({ store, clock }, ANA, currentOtp({ store, clock }, ANA) ?? '')).toBe('right');
    const listed = await call<Method[]>('GET', METHODS);
    expect(listed.body).toEqual([
      jasmine.objectContaining({ id: created.body.id, type: 'totp', confirmed: true, name: 'Phone' }),
    ]);
    expect(JSON.stringify(listed.body)).not.toContain(SECRET);
    expect((await call<Method>('GET', `${METHODS}/${encodeURIComponent(created.body.id)}`)).body).toEqual(
      listed.body[0] ?? created.body,
    );
    const enrolled = await call<Record<string, unknown>[]>('GET', `${userPath(ANA)}/enrollments`);
    expect(enrolled.body).toEqual([
      jasmine.objectContaining({
        id: created.body.id,
        status: 'confirmed',
        auth_method: 'authenticator',
        name: 'Phone',
      }),
    ]);
  });

  it('are limited to one per type, renamed, replaced and deleted', async () => {
    const { body: first } = await call<Method>('POST', METHODS, { type: 'totp' });
    const again = await call<ErrorBody>('POST', METHODS, { type: 'totp' });
    expect([again.status, again.body.message]).toEqual([409, 'Authentication method already exists.']);
    const path = `${METHODS}/${encodeURIComponent(first.id)}`;
    expect((await call<Method>('PATCH', path, { name: 'Tablet' })).body.name).toBe('Tablet');
    const replaced = await call<Method[]>('PUT', METHODS, [{ type: 'totp', totp_secret: SECRET }]);
    expect([replaced.status, replaced.body[0]?.totp_secret]).toEqual([200, undefined]);
    expect(api.store.authenticators.get(ANA)?.secret).toBe(SECRET);
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await call('PUT', METHODS, [])).body).toEqual([]);
    await call('POST', METHODS, { type: 'totp' });
    expect((await call('DELETE', METHODS)).status).toBe(204);
    expect(api.store.authenticators.get(ANA)).toBeUndefined();
    expect(api.store.logs.list(ANA).at(-2)?.type).toBe('gd_unenroll');
  });

  it('do not count as an enrollment before the first code', async () => {
    const created_at = new Date(api.clock.now()).toISOString();
    api.store.authenticators.put(ANA, { secret: SECRET, active: false, always: false, created_at });
    expect((await call<{ confirmed: boolean }[]>('GET', METHODS)).body[0]?.confirmed).toBeFalse();
    expect((await call('GET', `${userPath(ANA)}/enrollments`)).body).toEqual([]);
  });

  it('by mail and phone are kept, masked, renamed, set together with an app and deleted with their user', async () => {
    const created = await call<Method>('POST', METHODS, { type: 'email', name: 'Work', email: 'ana.work@example.com' });
    const masked = jasmine.objectContaining({ type: 'email', name: 'Work', email: 'ana.****@exam*******' });
    expect([created.status, created.body]).toEqual([201, masked]);
    const path = `${METHODS}/${encodeURIComponent(created.body.id)}`;
    expect((await call<Method>('PATCH', path, { name: 'Home' })).body).not.toEqual(
      jasmine.objectContaining({ confirmed: true }),
    );
    expect((await call<Method>('GET', path)).body).toEqual(jasmine.objectContaining({ name: 'Home', confirmed: true }));
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', `${METHODS}?include_totals=true`)).body).toEqual({
      ...{ authenticators: [], start: 0, limit: 50 },
    });
    const set = await call<Method[]>('PUT', METHODS, [
      { type: 'phone', phone_number: '+15550100', preferred_authentication_method: 'sms' },
      { type: 'totp', totp_secret: SECRET },
      { type: 'email', email: 'ana@example.com' },
    ]);
    expect(set.body[0]).toEqual(
      jasmine.objectContaining({
        phone_number: '+15550100',
        authentication_methods: [{ id: jasmine.stringMatching(/^sms\|dev_/), type: 'sms' }],
      }),
    );
    const listed = await call<Method[]>('GET', METHODS);
    expect(listed.body.map(({ type }) => type)).toEqual(['email', 'totp', 'phone']);
    expect(listed.body.at(-1)).toEqual(jasmine.objectContaining({ phone_number: 'XXXXX0100' }));
    api.store.users.delete(ANA);
    expect(api.store.authenticators.contacts(ANA)).toEqual([]);
  });

  it('are rejected for callers without the scope, for unknown users and for other types', async () => {
    const unknown = `${userPath('auth0|unknown')}/authentication-methods`;
    expect((await call<ErrorBody>('GET', unknown)).body.message).toBe('The user does not exist.');
    expect((await call('POST', METHODS, { type: 'push' })).status).toBe(400);
    expect((await call('POST', METHODS, { type: 'totp', totp_secret: 'no base32!' })).status).toBe(400);
    const weak = await api.accessToken(MIRA, 'read:current_user');
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      expect((await api.call(method, METHODS, weak, method === 'GET' ? undefined : {})).status)
        .withContext(method)
        .toBe(403);
    }
    expect((await api.call('GET', `${userPath(ANA)}/enrollments`, weak)).status).toBe(403);
    expect((await api.call('GET', `${userPath(MIRA)}/enrollments`, weak)).status).toBe(200);
  });
});
