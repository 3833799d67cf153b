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

  it('keep the root key above the master key at a rekey', async () => {
    const parents = async () =>
      (await api.call<{ parent_kid: string }[]>('GET', '/keys/encryption', token)).body.map((key) => key.parent_kid);
    const [root] = await parents();
    await api.call('POST', '/keys/encryption/rekey', token);
    expect(await parents()).toEqual([String(root), String(root)]);
  });

  const ROUTES = [
    ['GET', '', 'read'],
    ['POST', '', 'create'],
    ['POST', '/rekey', 'create'],
    ['POST', '/rekey', 'update'],
    ['GET', '/unknown', 'read'],
    ['POST', '/unknown', 'update'],
    ['POST', '/unknown/wrapping-key', 'create'],
    ['DELETE', '/unknown', 'delete'],
  ] as const;
  for (const [method, path, verb] of ROUTES) {
    it(`${method} ${path} needs ${verb}:encryption_keys`, async () => {
      const scope = SCOPE.replace(`${verb}:encryption_keys`, '');
      const weak = await api.accessToken(`${CLIENT}@clients`, scope);
      expect((await api.call(method, `/keys/encryption${path}`, weak)).status).toBe(403);
    });
  }

  it('need a known id, and a wrapped key', async () => {
    const body = { wrapped_key: 'bytes' };
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['POST', '/wrapping-key'],
      ['DELETE', ''],
    ] as const) {
      const response = await api.call(
        method,
        `/keys/encryption/unknown${path}`,
        token,
        path === '' && method === 'POST' ? body : undefined,
      );
      expect(response.status).withContext(`${method} ${path}`).toBe(404);
    }
    const { kid } = await newKey();
    expect((await api.call('POST', `/keys/encryption/${kid}`, token, {})).status).toBe(400);
  });
});
