import * as openid from 'openid-client';
import { allowHttp, signIn, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

describe('/userinfo', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const read = (token: string) =>
    fetch(`${harness.tenant.origin}/userinfo`, {
      headers: { authorization: `Bearer ${token}`, origin: 'http://localhost:4200' },
    });

  it('accepts opaque and JWT tokens and returns the claims of their scopes', async () => {
    const opaque = await signIn(harness, { scope: 'openid email' });
    const response = await read(opaque.access_token);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      sub: opaque.claims()?.sub,
      email: 'ana@example.com',
      email_verified: true,
    });
    const jwt = await signIn(harness, { audience: 'api' });
    expect(await (await read(jwt.access_token)).json()).toEqual(jasmine.objectContaining({ name: 'Ana Souza' }));
  });

  it('rejects a token that is for another audience, modified or expired, or whose user is deleted', async () => {
    const machine = new openid.Configuration(harness.config.serverMetadata(), 'server', 'secret');
    allowHttp(machine);
    const foreign = await openid.clientCredentialsGrant(machine, { audience: `${harness.tenant.issuer}api/v2/` });
    expect((await read(foreign.access_token)).status).toBe(401);
    const good = await signIn(harness, { audience: 'api' });
    const [header, payload, signature = ''] = good.access_token.split('.');
    expect((await read(`${header}.${payload}.${signature.split('').reverse().join('')}`)).status).toBe(401);
    expect((await read('nonsense')).status).toBe(401);
    harness.tenant.control.block(good.claims()?.sub ?? '');
    expect((await read(good.access_token)).status).toBe(401);
    harness.tenant.control.unblock(good.claims()?.sub ?? '');
    harness.tenant.control.advanceClock(86_401);
    expect((await read(good.access_token)).status).toBe(401);
  });
});
