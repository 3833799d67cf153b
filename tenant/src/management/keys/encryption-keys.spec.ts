import { CLIENT, managementHarness, type ManagementHarness } from '../testing/management-harness.ts';

interface Key {
  readonly kid: string;
  readonly type: string;
  readonly state: string;
}

const SCOPE = ['create', 'read', 'update', 'delete'].map((verb) => `${verb}:encryption_keys`).join(' ');

describe('Encryption keys', () => {
  let api: ManagementHarness;
  let token: string;
  beforeEach(async () => {
    api = await managementHarness();
    token = await api.accessToken(`${CLIENT}@clients`, SCOPE);
  });
  afterEach(() => api.store.close());

  const newKey = async () =>
    (await api.call<Key>('POST', '/keys/encryption', token, { type: 'customer-provided-root-key' })).body;
  const states = async () =>
    (await api.call<Key[]>('GET', '/keys/encryption', token)).body.map(({ type, state }) => `${type} ${state}`);

  it('become active when their wrapped key is imported, and stay listed after their deletion', async () => {
    const { kid, state } = await newKey();
    expect(state).toBe('pre-activation');
    const path = `/keys/encryption/${kid}`;
    const wrapping = await api.call<{ algorithm: string }>('POST', `${path}/wrapping-key`, token);
    expect([wrapping.status, wrapping.body.algorithm]).toEqual([201, 'CKM_RSA_AES_KEY_WRAP']);
    const imported = await api.call<Key>('POST', path, token, { wrapped_key: 'bytes' });
    expect([imported.status, imported.body.state]).toEqual([201, 'active']);
    expect((await api.call('DELETE', path, token)).status).toBe(204);
    expect((await api.call<Key>('GET', path, token)).body.state).toBe('destroyed');
    expect(await states()).toEqual(['customer-provided-root-key destroyed', 'tenant-master-key active']);
  });

  it('get a new master key by a rekey', async () => {
    expect(await states()).toEqual(['tenant-master-key active']);
    expect((await api.call('POST', '/keys/encryption/rekey', token)).status).toBe(204);
    expect(await states()).toEqual(['tenant-master-key active', 'tenant-master-key destroyed']);
  });

  it('need their scopes, and a known id', async () => {
    const reader = await api.accessToken(`${CLIENT}@clients`, 'read:encryption_keys');
    expect((await api.call('POST', '/keys/encryption/rekey', reader)).status).toBe(403);
    expect((await api.call('GET', '/keys/encryption/unknown', reader)).status).toBe(404);
  });
});
