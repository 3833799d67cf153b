import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { MACHINE_SCOPES, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

describe('Client credentials', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  const sendRequest = async (fields: Record<string, string>, secret = 'secret') => {
    const body = { grant_type: 'client_credentials', client_id: 'server', client_secret: secret, ...fields };
    const response = await fetch(`${harness.tenant.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const management = () => `${harness.tenant.issuer}api/v2/`;

  it("give a token in the client's own name with everything granted", async () => {
    const { status, body } = await sendRequest({ audience: management() });
    expect(status).toBe(200);
    expect(decodeJwt(body['access_token'] ?? '')).toEqual(
      jasmine.objectContaining({
        sub: 'server@clients',
        azp: 'server',
        aud: management(),
        gty: 'client-credentials',
        scope: MACHINE_SCOPES.join(' '),
      }),
    );
  });

  it('are unique, even within a second', async () => {
    const tokens = await Promise.all([1, 2, 3].map(async () => (await sendRequest({ audience: management() })).body));
    expect(new Set(tokens.map((body) => body['access_token'])).size).toBe(3);
  });

  it('of an API with HS256 are signed with its secret', async () => {
    const secret = 'a-secret-of-sufficient-length-for-it';
    harness.tenant.control.seed({
      resource_servers: [{ identifier: 'https://old.example', signing_alg: 'HS256', signing_secret: secret }],
      clients: [
        {
          ...{ client_id: 'old', name: 'Old', app_type: 'non_interactive', client_secret: 'secret' },
          grants: [{ audience: 'https://old.example', scope: [] }],
        },
      ],
    });
    const { body } = await sendRequest({ client_id: 'old', audience: 'https://old.example' });
    const { payload, protectedHeader } = await jwtVerify(body['access_token'] ?? '', new TextEncoder().encode(secret));
    expect([payload.aud, protectedHeader.alg, protectedHeader.kid]).toEqual([
      'https://old.example',
      'HS256',
      undefined,
    ]);
  });

  it('contain fewer scopes if fewer are requested', async () => {
    const { body } = await sendRequest({ audience: management(), scope: 'read:users' });
    expect(decodeJwt(body['access_token'] ?? '')['scope']).toBe('read:users');
  });

  it('give a token without scopes for an API that was granted with none', async () => {
    const client = { client_id: 'bare', name: 'Bare', app_type: 'non_interactive', client_secret: 'secret' } as const;
    harness.tenant.control.seed({
      clients: [{ ...client, grants: [{ audience: 'https://api.example/', scope: [] }] }],
    });
    const { status, body } = await sendRequest({ client_id: 'bare', audience: 'https://api.example/' });
    expect(status).toBe(200);
    expect(decodeJwt(body['access_token'] ?? '')['scope']).toBeUndefined();
    expect((await sendRequest({ client_id: 'bare', audience: 'https://api.example/', scope: 'read:all' })).status).toBe(
      403,
    );
  });

  it('are rejected for a scope or API that was not granted, without an API and with a wrong secret', async () => {
    expect((await sendRequest({ audience: management(), scope: 'delete:users' })).status).toBe(403);
    const other = await sendRequest({ audience: 'https://other' });
    expect(other.status).toBe(403);
    expect(other.body['error']).toBe('access_denied');
    expect((await sendRequest({})).status).toBe(403);
    expect(await sendRequest({ audience: management() }, 'wrong')).toEqual({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    });
  });

  it('are rejected for a client without a secret', async () => {
    expect((await sendRequest({ client_id: 'spa', audience: management() })).status).not.toBe(200);
  });

  it('are given to a client that authenticates with its private key', async () => {
    await harness.tenant.stop();
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const times = { created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' };
    harness = await startOidcHarness({
      clients: [
        {
          ...{ client_id: 'key', name: 'Key', app_type: 'non_interactive' },
          credentials: [{ id: 'cred_1', credential_type: 'public_key', kid: 'k', alg: 'RS256', pem, ...times }],
          client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'cred_1' }] } },
          grants: [{ audience: 'https://api.example/', scope: [] }],
        },
      ],
    });
    const assertion = (key: typeof privateKey) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer('key')
        .setSubject('key')
        .setAudience(harness.tenant.issuer)
        .setJti(crypto.randomUUID())
        .setIssuedAt()
        .setExpirationTime('1m')
        .sign(key);
    const sendAssertion = async (key: typeof privateKey) => {
      const body = new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: 'key', audience: 'https://api.example/' },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(key),
      });
      return (await fetch(`${harness.tenant.issuer}oauth/token`, { method: 'POST', body })).status;
    };
    expect(await sendAssertion(privateKey)).toBe(200);
    expect(await sendAssertion(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)).toBe(401);
  });
});
