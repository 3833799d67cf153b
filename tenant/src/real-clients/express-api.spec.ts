import { AuthenticationClient } from 'auth0/legacy';
import { MACHINE, startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';
import { ORDERS, startExpressApi, type ExpressApi } from './testing/express-api.ts';

describe('An Express API behind express-oauth2-jwt-bearer, unmodified, over TLS', () => {
  let harness: SecureHarness;
  let api: ExpressApi;
  beforeAll(async () => {
    harness = await startSecureHarness({
      strict: true,
      clients: [
        {
          client_id: MACHINE.clientId,
          client_secret: MACHINE.clientSecret,
          name: 'Machine',
          app_type: 'non_interactive',
          grants: [
            { audience: ORDERS, scope: ['read:orders'] },
            { audience: 'https://invoices.example/', scope: [] },
          ],
        },
        {
          client_id: 'clerk',
          client_secret: MACHINE.clientSecret,
          name: 'Clerk',
          app_type: 'non_interactive',
          grants: [{ audience: ORDERS, scope: ['read:orders', 'delete:orders'] }],
        },
      ],
    });
  });
  afterAll(() => harness.stop());
  beforeEach(async () => {
    api = await startExpressApi(harness.issuer);
  });
  afterEach(() => api.stop());

  const token = async (audience = ORDERS, clientId: string = MACHINE.clientId) => {
    const client = new AuthenticationClient({ ...MACHINE, clientId, domain: harness.domain });
    return (await client.oauth.clientCredentialsGrant({ audience })).data.access_token;
  };

  it('accepts a token for it, and requires one', async () => {
    expect((await api.orders(await token())).status).toBe(200);
    const { status, challenge } = await api.orders();
    expect(status).toBe(401);
    expect(challenge).toMatch(/^Bearer realm="api"(?!, error)/);
  });

  it('rejects a token for another API', async () => {
    const { status, challenge } = await api.orders(await token('https://invoices.example/'));
    expect(status).toBe(401);
    expect(challenge).toContain("Unexpected 'aud' value");
  });

  it('rejects an expired token', async () => {
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    const claims = { iss: harness.issuer, sub: 'x@clients', aud: ORDERS };
    expect((await api.orders(await harness.tenant.control.signToken(claims))).status).toBe(200);
    const expired = await harness.tenant.control.signToken({ ...claims, iat: hourAgo - 60, exp: hourAgo });
    const { status, challenge } = await api.orders(expired);
    expect(status).toBe(401);
    expect(challenge).toContain('claim timestamp check failed');
  });

  it('requires the scope that an operation needs', async () => {
    const { status, challenge } = await api.deleteOrders(await token());
    expect(status).toBe(403);
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('scope="delete:orders"');
    expect((await api.deleteOrders(await token(ORDERS, 'clerk'))).status).toBe(200);
  });

  it('accepts tokens of an old key until that key is revoked', async () => {
    const old = await token();
    await harness.tenant.control.rotateSigningKey();
    expect([(await api.orders(old)).status, (await api.orders(await token())).status]).toEqual([200, 200]);
    harness.tenant.control.revokePreviousKeys();
    // An API keeps the keys it has fetched for ten minutes; one that starts now has the new key alone.
    const revoked = await startExpressApi(harness.issuer);
    const refused = await revoked.orders(old);
    expect([refused.status, (await revoked.orders(await token())).status]).toEqual([401, 200]);
    expect(refused.challenge).toContain('no applicable key found');
    await revoked.stop();
  });
});
