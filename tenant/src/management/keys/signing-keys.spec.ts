import { createHash, X509Certificate } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { createTenant, type Tenant } from '../../create-tenant.ts';
import { managementHarness } from '../testing/management-harness.ts';
import type { ShownKey } from './signing-key-routes.ts';

const SCOPES = ['read:signing_keys', 'create:signing_keys', 'update:signing_keys', 'read:clients', 'read:client_keys'];

describe('Signing keys', () => {
  let tenant: Tenant;
  beforeEach(async () => {
    const grants = [{ audience: '/api/v2/', scope: SCOPES }];
    tenant = await createTenant({
      clients: [{ client_id: 'server', name: 'Server', app_type: 'non_interactive', client_secret: 'secret', grants }],
    });
  });
  afterEach(() => tenant.stop());

  const newToken = async () => {
    const response = await fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ grant_type: 'client_credentials', client_id: 'server', client_secret: 'secret' },
        audience: `${tenant.issuer}api/v2/`,
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const call = async (method: string, path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${tenant.origin}/api/v2${path}`, { method, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const list = async () => (await call('GET', '/keys/signing', await newToken())).body as ShownKey[];
  const jwks = async () =>
    (await (await fetch(`${tenant.origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet & {
      keys: { kid: string; x5c: string[]; x5t: string }[];
    };
  const publishedIds = async () => (await jwks()).keys.map(({ kid }) => kid);
  const signingId = async () => decodeProtectedHeader(await newToken()).kid;

  it('are a current one, which signs, and a next one, both published', async () => {
    const [current, next, ...others] = await list();
    expect(others).toEqual([]);
    expect([current?.current, current?.next, next?.current, next?.next]).toEqual([true, false, false, true]);
    expect(await publishedIds()).toEqual([String(current?.kid), String(next?.kid)]);
    expect(await signingId()).toBe(current?.kid);
  });

  it('have certificates of the public key', async () => {
    const [current] = await list();
    const certificate = new X509Certificate(String(current?.cert));
    const published = (await jwks()).keys[0];
    expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(published?.n);
    expect(certificate.verify(certificate.publicKey)).toBeTrue();
    expect(certificate.subject).toBe('CN=localhost');
    expect(current?.fingerprint).toBe(certificate.fingerprint);
    expect(current?.thumbprint).toBe(createHash('sha1').update(certificate.raw).digest('hex').toUpperCase());
    expect([published?.x5c, published?.x5t]).toEqual([
      [certificate.raw.toString('base64')],
      createHash('sha1').update(certificate.raw).digest('base64url'),
    ]);
    const pkcs7 = Buffer.from(String(current?.pkcs7).replaceAll(/-----.*-----|\s/g, ''), 'base64');
    expect(pkcs7.includes(certificate.raw)).toBeTrue();
    const { body: client } = await call('GET', '/clients/server', await newToken());
    const shown = { cert: current?.cert, pkcs7: current?.pkcs7, subject: '/CN=localhost' };
    expect(client).toEqual(jasmine.objectContaining({ signing_keys: [shown] }));
  });

  it('sign with the next key after a rotation, and tokens of the previous one stay valid', async () => {
    const [current, next] = await list();
    const old = await newToken();
    const rotated = await call('POST', '/keys/signing/rotate', old);
    const after = await list();
    expect(rotated).toEqual({ status: 201, body: { kid: after[1]?.kid, cert: after[1]?.cert } });
    expect([after[0]?.kid, after[2]?.kid]).toEqual([next?.kid, current?.kid]);
    expect([after[0]?.current, after[1]?.next, after[2]?.previous]).toEqual([true, true, true]);
    expect(after[2]?.current_until).toBe(String(after[0]?.current_since));
    expect(await signingId()).toBe(next?.kid);
    expect((await call('GET', '/clients/server', old)).status).toBe(200);
    await jwtVerify(old, createLocalJWKSet(await jwks()));
  });

  it('are no longer published after a revocation, and their tokens are rejected', async () => {
    const [current] = await list();
    const old = await newToken();
    await call('POST', '/keys/signing/rotate', old);
    const path = `/keys/signing/${String(current?.kid)}`;
    const revoked = await call('PUT', `${path}/revoke`, await newToken());
    const body = { kid: current?.kid, cert: current?.cert, revoked_at: jasmine.any(String) };
    expect(revoked).toEqual({ status: 200, body });
    expect(await publishedIds()).not.toContain(String(current?.kid));
    expect((await call('GET', '/clients/server', old)).status).toBe(401);
    const { body: shown } = await call('GET', path, await newToken());
    expect(shown).toEqual(jasmine.objectContaining({ revoked: true, previous: false }));
  });

  it('cannot be revoked, except a previous one', async () => {
    const token = await newToken();
    const [current, next] = await list();
    for (const key of [current, next]) {
      expect((await call('PUT', `/keys/signing/${String(key?.kid)}/revoke`, token)).status).toBe(400);
    }
    expect((await call('PUT', '/keys/signing/unknown/revoke', token)).status).toBe(404);
    expect((await call('GET', '/keys/signing/unknown', token)).status).toBe(404);
  });
});

describe('Signing keys without a scope', () => {
  const ALL = ['read', 'create', 'update'].map((verb) => `${verb}:signing_keys`);
  for (const [method, path, missing] of [
    ['GET', '/keys/signing', 'read:signing_keys'],
    ['GET', '/keys/signing/unknown', 'read:signing_keys'],
    ['POST', '/keys/signing/rotate', 'create:signing_keys'],
    ['POST', '/keys/signing/rotate', 'update:signing_keys'],
    ['PUT', '/keys/signing/unknown/revoke', 'update:signing_keys'],
  ] as const) {
    it(`${method} ${path} is refused without ${missing}`, async () => {
      const api = await managementHarness();
      const scope = ALL.filter((each) => each !== missing).join(' ');
      const before = api.keyring.current().kid;
      const response = await api.call(method, path, await api.accessToken('server@clients', scope));
      expect([response.status, api.keyring.current().kid]).toEqual([403, before]);
      api.store.close();
    });
  }
});
