import { callWithScope } from '../../oidc/testing/call-as-machine.ts';
import { signIn, startOidcHarness, type OidcHarness } from '../../oidc/testing/oidc-harness.ts';

interface Method {
  readonly id: string;
  readonly type: string;
  readonly usage: readonly string[];
}

describe('The My Account API', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());
  const read = async (bearer: string | undefined, path = '') => {
    const response = await fetch(`${harness.tenant.origin}/me/v1/authentication-methods${path}`, {
      headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    });
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
  };
  const tokenFor = async (scope: string) =>
    (await signIn(harness, { audience: `${harness.tenant.issuer}me/`, scope: `openid ${scope}` })).access_token;

  it("lists the user's own ways to sign in", async () => {
    const token = await tokenFor('read:me:authentication_methods');
    const { status, body } = await read(token);
    const methods = body['authentication_methods'] as readonly Method[];
    expect([status, methods.map(({ type, usage }) => [type, usage])]).toEqual([200, [['password', ['primary']]]]);
    expect(methods[0]).toEqual(
      jasmine.objectContaining({ identity_user_id: '65f0a1b2c3d4e5f607080901', created_at: jasmine.any(String) }),
    );
    const one = await read(token, `/${encodeURIComponent(methods[0]?.id ?? '')}`);
    expect([one.status, one.body as unknown]).toEqual([200, methods[0]]);
    expect((await read(token, '?type=totp')).body).toEqual({ authentication_methods: [] });
    expect((await read(token, '/totp%7Cnone')).status).toBe(404);
  });

  it('shows neither the identities at providers nor anything to a blocked user', async () => {
    const parameters = { audience: `${harness.tenant.issuer}me/`, scope: 'openid read:me:authentication_methods' };
    const { access_token: token } = await signIn(harness, parameters, 'mira@example.com');
    const methods = (await read(token)).body['authentication_methods'] as readonly Method[];
    expect(methods.map(({ type }) => type)).toEqual(['password']);
    const path = `/users/${encodeURIComponent('auth0|65f0a1b2c3d4e5f607080902')}`;
    await callWithScope(harness.tenant, 'update:users', 'PATCH', path, { blocked: true });
    expect((await read(token)).status).toBe(401);
  });

  it('may be read by pages of registered origins only', async () => {
    const allowed = async (origin: string) => {
      const url = `${harness.tenant.origin}/me/v1/authentication-methods`;
      return (await fetch(url, { headers: { origin } })).headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://localhost:4200')).toBe('http://localhost:4200');
    expect(await allowed('https://evil.example')).toBeNull();
  });

  it('needs a separate token with the scope, and responds with problem details', async () => {
    expect((await read(undefined)).status).toBe(401);
    const other = await signIn(harness, {
      audience: `${harness.tenant.issuer}api/v2/`,
      scope: 'openid read:current_user',
    });
    expect((await read(other.access_token)).status).toBe(401);
    const weak = await read(await tokenFor('read:me:factors'));
    expect([weak.status, weak.body]).toEqual([
      403,
      jasmine.objectContaining({ status: 403, title: 'Insufficient scope' }),
    ]);
  });
});
