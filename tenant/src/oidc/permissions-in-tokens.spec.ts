import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import type { TenantResourceServer } from '../model/tenant-resource-server.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { signIn, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

const AUDIENCE = 'https://api.example';
const ASKED = { audience: AUDIENCE, scope: 'openid offline_access read:orders write:orders' };
const permission = (name: string) => ({ resource_server_identifier: AUDIENCE, permission_name: name });

describe('Permissions in tokens', () => {
  let harness: OidcHarness;
  afterEach(() => harness.tenant.stop());

  const start = async (api: Partial<TenantResourceServer>) => {
    const scopes = ['read:orders', 'write:orders', 'ship:orders'].map((value) => ({ value }));
    harness = await startOidcHarness({
      seed: {
        ...DEMO_SEED,
        resource_servers: [{ identifier: AUDIENCE, name: 'Orders', scopes, ...api }],
        roles: [{ name: 'Reader', permissions: [permission('read:orders')] }],
        users: DEMO_SEED.users.map((user) =>
          user.profile.email === 'ana@example.com' && user.password !== undefined
            ? { ...user, roles: ['Reader'], permissions: [permission('ship:orders')] }
            : user,
        ),
      },
    });
  };
  const tokenOf = (tokens: { access_token: string }) => decodeJwt(tokens.access_token);

  it('are omitted, and narrow no scope, if the API does not enforce policies', async () => {
    await start({ token_dialect: 'access_token_authz' });
    const claims = tokenOf(await signIn(harness, ASKED));
    expect(claims['scope']).toBe('openid read:orders write:orders offline_access');
    expect(Object.hasOwn(claims, 'permissions')).toBeFalse();
  });

  it('narrow the scope if the API enforces policies, and are listed only in the dialect for them', async () => {
    await start({ enforce_policies: true });
    const tokens = await signIn(harness, ASKED);
    expect(tokens.scope).toBe('openid read:orders offline_access');
    expect(Object.hasOwn(tokenOf(tokens), 'permissions')).toBeFalse();
  });

  it('are all listed, requested or not, and follow a change at the next refresh', async () => {
    await start({ enforce_policies: true, token_dialect: 'access_token_authz' });
    const tokens = await signIn(harness, ASKED);
    expect(tokenOf(tokens)['permissions']).toEqual(['ship:orders', 'read:orders']);
    const { control } = harness.tenant;
    const mira = tokenOf(await signIn(harness, { ...ASKED, prompt: 'login' }, 'mira@example.com'));
    expect([mira['scope'], mira['permissions']]).toEqual(['openid offline_access', []]);
    control.seed({ roles: [{ name: 'Reader', permissions: [permission('write:orders')] }] });
    const refreshed = tokenOf(await openid.refreshTokenGrant(harness.config, tokens.refresh_token ?? ''));
    expect([refreshed['scope'], refreshed['permissions']]).toEqual([
      'openid write:orders offline_access',
      ['ship:orders', 'write:orders'],
    ]);
  });

  it('may be in the profile of RFC 9068', async () => {
    await start({ enforce_policies: true, token_dialect: 'rfc9068_profile_authz' });
    const { access_token: token } = await signIn(harness, ASKED);
    expect(decodeProtectedHeader(token).typ).toBe('at+jwt');
    const claims = decodeJwt(token);
    expect([claims['client_id'], claims['azp'], typeof claims.jti]).toEqual(['spa', undefined, 'string']);
    expect(claims['permissions']).toEqual(['ship:orders', 'read:orders']);
  });

  it("list a client's own scopes, too", async () => {
    await start({ enforce_policies: true, token_dialect: 'access_token_authz' });
    harness.tenant.control.seed({
      clients: [
        {
          client_id: 'robot',
          name: 'Robot',
          app_type: 'non_interactive',
          client_secret: 'secret',
          grants: [{ audience: AUDIENCE, scope: ['ship:orders'] }],
        },
      ],
    });
    const form = { grant_type: 'client_credentials', client_id: 'robot', client_secret: 'secret', audience: AUDIENCE };
    const response = await fetch(`${harness.tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const claims = tokenOf((await response.json()) as { access_token: string });
    expect([claims['permissions'], claims['gty']]).toEqual([['ship:orders'], 'client-credentials']);
  });

  it('can be exported from the tenant as a seed', async () => {
    await start({ enforce_policies: true });
    const { roles, users, resource_servers: apis } = harness.tenant.control.exportSeed();
    expect(apis?.[0]?.enforce_policies).toBeTrue();
    expect(roles?.[0]?.permissions).toEqual([permission('read:orders')]);
    const ana = users.find(({ roles: given }) => given !== undefined);
    expect([ana?.roles, ana?.permissions]).toEqual([['Reader'], [permission('ship:orders')]]);
  });
});
