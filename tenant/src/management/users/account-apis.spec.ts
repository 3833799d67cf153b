import { audienceToResource } from '../../dialect/audience.ts';
import {
  ANA,
  CLIENT,
  managementHarness,
  MIRA,
  userPath,
  type ManagementHarness,
} from '../testing/management-harness.ts';

type Body = Readonly<Record<string, unknown>>;

const SCOPES = ['update:users', 'read:users', 'update:guardian_enrollments', 'read:guardian_enrollments']
  .concat(['delete:guardian_enrollments', 'read:stats', 'read:grants', 'delete:grants', 'blacklist:tokens'])
  .concat(['read:anomaly_blocks', 'delete:anomaly_blocks', 'read:federated_connections_tokens'])
  .concat(['delete:federated_connections_tokens']);

describe('Further operations on users', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken(`${CLIENT}@clients`, SCOPES.join(' '));
  });
  afterEach(() => api.store.close());
  const enroll = () =>
    api.store.authenticators.put(ANA, {
      ...{ secret: 'JBSWY3DPEHPK3PXP', active: true, always: false, created_at: '2026-01-01T00:00:00.000Z' },
    });

  it('a new recovery code replaces the last one', async () => {
    const path = `${userPath(ANA)}/recovery-code-regeneration`;
    enroll();
    const codes = await Promise.all([1, 2].map(() => api.call<Body>('POST', path, token, {})));
    for (const { status, body } of codes) {
      expect([status, body]).toEqual([200, { recovery_code: jasmine.stringMatching(/^[0-9A-Z]{24}$/) }]);
    }
    expect(codes[0]?.body['recovery_code']).not.toBe(codes[1]?.body['recovery_code']);
    expect((await api.call('POST', `${userPath('auth0|none')}/recovery-code-regeneration`, token, {})).status).toBe(
      404,
    );
  });

  it('the authenticator app is removed by the name of its provider', async () => {
    enroll();
    expect((await api.call('DELETE', `${userPath(ANA)}/multifactor/other`, token)).status).toBe(400);
    expect((await api.call('DELETE', `${userPath(ANA)}/multifactor/duo`, token)).status).toBe(204);
    expect(api.store.authenticators.get(ANA)).toBeDefined();
    expect((await api.call('DELETE', `${userPath(ANA)}/multifactor/google-authenticator`, token)).status).toBe(204);
    expect(api.store.authenticators.get(ANA)).toBeUndefined();
  });

  it('remembered browsers, risk assessments, connected accounts and token sets are empty', async () => {
    const own = (path: string) => `${userPath(ANA)}/${path}`;
    expect((await api.call('POST', own('multifactor/actions/invalidate-remember-browser'), token)).status).toBe(204);
    const clear = { connection: 'Username-Password-Authentication', assessors: ['new-device'] };
    expect((await api.call('POST', own('risk-assessments/clear'), token, clear)).status).toBe(204);
    expect((await api.call('GET', own('connected-accounts'), token)).body).toEqual({ connected_accounts: [] });
    expect((await api.call<unknown>('GET', own('federated-connections-tokensets'), token)).body).toEqual([]);
    expect((await api.call('DELETE', own('federated-connections-tokensets/x'), token)).status).toBe(204);
  });

  it('a user who does not exist has none of them', async () => {
    for (const [method, path, body] of [
      ['POST', 'multifactor/actions/invalidate-remember-browser'],
      ['POST', 'risk-assessments/clear', { connection: 'x', assessors: [] }],
      ['GET', 'connected-accounts'],
      ['GET', 'federated-connections-tokensets'],
      ['DELETE', 'federated-connections-tokensets/x'],
      ['DELETE', 'multifactor/google-authenticator'],
    ] as const) {
      const { status } = await api.call(method, `${userPath('auth0|none')}/${path}`, token, body);
      expect(status).withContext(path).toBe(404);
    }
  });

  it('statistics count the users of the last 30 days, and logins and sign-ups by day', async () => {
    expect((await api.call<unknown>('GET', '/stats/active-users', token)).body).toBe(0);
    api.store.users.signIn({
      ...{ connection: 'Username-Password-Authentication', provider: 'auth0', user_id: ANA.slice(6) },
    });
    expect((await api.call<unknown>('GET', '/stats/active-users', token)).body).toBe(1);
    const monthLater = new Date(api.clock.now() + 31 * 86_400_000);
    api.clock.advance(31 * 86_400);
    token = await api.accessToken(`${CLIENT}@clients`, SCOPES.join(' '));
    expect((await api.call<unknown>('GET', '/stats/active-users', token)).body).toBe(0);
    api.store.logs.write({ type: 's', user_id: ANA });
    api.store.logs.write({ type: 's', user_id: MIRA });
    api.store.logs.write({ type: 'ss', user_id: MIRA });
    const day = `${new Date(api.clock.now()).toISOString().slice(0, 10)}T00:00:00.000Z`;
    const counted = { date: day, logins: 2, signups: 1, leaked_passwords: 0 };
    expect((await api.call<unknown>('GET', '/stats/daily', token)).body).toEqual([jasmine.objectContaining(counted)]);
    const between = async (query: string) => (await api.call<unknown>('GET', `/stats/daily?${query}`, token)).body;
    const compact = monthLater.toISOString().slice(0, 10).replaceAll('-', '');
    expect(await between('to=20200102')).toEqual([]);
    expect(await between('from=29991231')).toEqual([]);
    expect(await between(`from=${compact}&to=${compact}`)).toEqual([jasmine.objectContaining(counted)]);
    expect((await api.call('GET', '/stats/daily?from=yesterday', token)).status).toBe(400);
  });

  it('grants are listed by user and client, and deleted with everything issued under them', async () => {
    const grant = { accountId: ANA, clientId: CLIENT, openid: { scope: 'openid profile' } };
    api.store.payloads.upsert('Grant', 'g1', {
      ...grant,
      resources: { [audienceToResource('https://api.example')]: 'read:x' },
    });
    api.store.payloads.upsert('Grant', 'g2', { ...grant, accountId: MIRA });
    api.store.payloads.upsert('RefreshToken', 'r2', { accountId: ANA, grantId: 'g3' });
    api.store.payloads.upsert('RefreshToken', 'r1', { accountId: ANA, grantId: 'g1' });
    const { body: all } = await api.call<readonly Body[]>('GET', '/grants', token);
    expect(all.map(({ id: _id, ...shown }) => shown)).toEqual([
      { clientID: CLIENT, user_id: ANA, audience: 'https://api.example', scope: ['openid', 'profile', 'read:x'] },
      { clientID: CLIENT, user_id: MIRA, audience: 'http://localhost:4321/userinfo', scope: ['openid', 'profile'] },
    ]);
    const path = `/grants?user_id=${encodeURIComponent(ANA)}`;
    const mine = await api.call<Body>('GET', `${path}&include_totals=true`, token);
    expect([mine.body['total'], mine.body['limit']]).toEqual([1, 50]);
    const ids = async (query: string) =>
      (await api.call<readonly Body[]>('GET', `/grants?${query}`, token)).body.length;
    expect([await ids(`client_id=${CLIENT}`), await ids('client_id=other')]).toEqual([2, 0]);
    expect(await ids(`audience=${encodeURIComponent('https://api.example')}`)).toBe(1);
    expect((await api.call('DELETE', `/grants/${String(all[0]?.['id'])}`, token)).status).toBe(204);
    expect(api.store.payloads.find('RefreshToken', 'r1')).toBeUndefined();
    api.store.payloads.upsert('Grant', 'g3', { ...grant });
    expect((await api.call('DELETE', `/grants?user_id=${encodeURIComponent(MIRA)}`, token)).status).toBe(204);
    const { body: rest } = await api.call<readonly Body[]>('GET', '/grants', token);
    expect(rest.map((each) => each['user_id'])).toEqual([ANA]);
    expect(api.store.payloads.find('RefreshToken', 'r2')).toBeDefined();
  });

  it('blocked tokens are listed, and no address is blocked', async () => {
    expect((await api.call('POST', '/blacklists/tokens', token, { aud: CLIENT, jti: 'a' })).status).toBe(204);
    const listed = await api.call<unknown>('GET', `/blacklists/tokens?aud=${CLIENT}`, token);
    expect(listed.body).toEqual([{ aud: CLIENT, jti: 'a' }]);
    const address = '/anomaly/blocks/ips/1.1.1.1';
    const free = await api.call<Body>('GET', address, token);
    expect([free.status, free.body]).toEqual([404, { statusCode: 404, error: 'Not Found', message: 'Not Found' }]);
    expect((await api.call('DELETE', address, token)).status).toBe(204);
  });

  it('enrollments are read and deleted by id', async () => {
    enroll();
    const { body: own } = await api.call<readonly Body[]>('GET', `${userPath(ANA)}/enrollments`, token);
    const path = `/guardian/enrollments/${encodeURIComponent(String(own[0]?.['id']))}`;
    expect((await api.call<Body>('GET', path, token)).body['user_id']).toBe(ANA);
    expect((await api.call('DELETE', path, token)).status).toBe(204);
    const afterDeletion = await api.call<Body>('GET', path, token);
    expect([afterDeletion.status, afterDeletion.body['errorCode']]).toEqual([404, 'enrollment_not_found']);
  });
});
