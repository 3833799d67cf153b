import { refusal, signIn, startOidcHarness, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';
import * as openid from 'openid-client';
import { callWithScope } from '../../oidc/testing/call-as-machine.ts';
import { ANA, managementHarness, MIRA, type ErrorBody } from '../testing/management-harness.ts';

const KEY = {
  device_name: 'Phone',
  type: 'public_key',
  value: 'key',
  device_id: '550e8400-e29b-41d4-a716-446655440000',
};
const OWN = 'create:current_user_device_credentials delete:current_user_device_credentials';

describe('Device credentials', () => {
  it('are registered by users for their own devices, once each, and deleted', async () => {
    const api = await managementHarness();
    const ana = await api.accessToken(ANA, OWN);
    const reader = await api.accessToken('server@clients', 'read:device_credentials');
    const list = async (query = '') =>
      (await api.call<Record<string, unknown>[]>('GET', `/device-credentials${query}`, reader)).body;
    const { status, body } = await api.call<{ id: string }>('POST', '/device-credentials', ana, KEY);
    expect(status).toBe(201);
    const { value: _value, ...shown } = KEY;
    expect(await list()).toEqual([{ ...shown, id: body.id, user_id: ANA, client_id: 'portal' }]);
    const again = await api.call<ErrorBody>('POST', '/device-credentials', ana, KEY);
    expect([again.status, again.body.message]).toEqual([409, 'A public key already exists for the device.']);
    expect(await list(`?user_id=${encodeURIComponent(MIRA)}`)).toEqual([]);
    expect(await list('?type=refresh_token')).toEqual([]);
    expect(await list('?client_id=other')).toEqual([]);
    const mira = await api.accessToken(MIRA, OWN);
    expect((await api.call('DELETE', `/device-credentials/${body.id}`, mira)).status).toBe(403);
    expect((await api.call('DELETE', `/device-credentials/${body.id}`, ana)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await api.call('DELETE', `/device-credentials/${body.id}`, ana)).status).toBe(204);
    api.store.close();
  });

  it('are rejected for other clients, for machines, without the scope and if malformed', async () => {
    const api = await managementHarness();
    const post = async (subject: string, scope: string, given: unknown) => {
      const token = await api.accessToken(subject, scope);
      const { status, body } = await api.call<ErrorBody>('POST', '/device-credentials', token, given);
      return [status, body.message];
    };
    expect(await post(ANA, OWN, { ...KEY, client_id: 'other' })).toEqual([
      403,
      'Cannot create device credentials for that client.',
    ]);
    expect(await post('server@clients', OWN, KEY)).toEqual([403, 'Cannot create device credentials for that user.']);
    expect((await post(ANA, 'read:current_user', KEY))[0]).toBe(403);
    expect((await post(ANA, OWN, { ...KEY, device_id: 'not hex' }))[0]).toBe(400);
    const weak = await api.accessToken(ANA, OWN);
    expect((await api.call('GET', '/device-credentials', weak)).status).toBe(403);
    api.store.close();
  });

  describe('of a browser', () => {
    let harness: OidcHarness;
    beforeEach(async () => {
      harness = await startOidcHarness();
    });
    afterEach(() => harness.tenant.stop());

    it('are its refresh tokens, which end when they are deleted', async () => {
      const tokens = await signIn(harness, { scope: 'openid offline_access' });
      const scope = 'read:device_credentials delete:device_credentials';
      const path = '/device-credentials';
      const found = await callWithScope<{ id: string }[]>(
        harness.tenant,
        scope,
        'GET',
        `${path}?type=rotating_refresh_token`,
      );
      expect(found.body).toEqual([
        jasmine.objectContaining({ type: 'rotating_refresh_token', user_id: ANA, client_id: 'spa' }),
      ]);
      await callWithScope(harness.tenant, scope, 'DELETE', `${path}/${found.body[0]?.id ?? ''}`);
      const refused = await refusal(openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? ''));
      expect(refused.error).toBe('invalid_grant');
    });
  });
});
