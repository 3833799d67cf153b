import { decodeJwt } from 'jose';
import type { PostLoginEvent } from '../actions/post-login.ts';
import type { TenantOrganization } from '../model/tenant-organization.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import {
  authorization,
  choose,
  claimsOf,
  DATABASE,
  errorOf,
  logIn,
  loginPath,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from './testing/oidc-harness.ts';

const ACME = 'org_Acme000000000001';
const AUDIENCE = 'https://api.example';
const permission = (name: string) => ({ resource_server_identifier: AUDIENCE, permission_name: name });

describe('A login to an organization', () => {
  let harness: OidcHarness;
  let events: PostLoginEvent[];
  afterEach(() => harness.tenant.stop());

  const start = async (organization: Partial<TenantOrganization>, members: readonly string[], settings = {}) => {
    events = [];
    harness = await startOidcHarness({
      postLogin: (event) => void events.push(event),
      seed: {
        ...DEMO_SEED,
        resource_servers: [
          {
            ...{ identifier: AUDIENCE, name: 'API', scopes: [{ value: 'read:x' }, { value: 'write:x' }] },
            ...{ enforce_policies: true, token_dialect: 'access_token_authz' },
          },
        ],
        roles: [
          { name: 'Reader', permissions: [permission('read:x')] },
          { name: 'Writer', permissions: [permission('write:x')] },
        ],
        organizations: [{ name: 'acme', id: ACME, ...organization }],
        users: DEMO_SEED.users.map((user) =>
          user.password !== undefined && members.includes(user.profile.email ?? '')
            ? { ...user, roles: ['Reader'], organizations: [{ name: 'acme', roles: ['Writer'] }] }
            : user,
        ),
      },
    });
    const spa = harness.tenant.clients.find(({ client_id: id }) => id === 'spa');
    if (spa !== undefined) harness.tenant.control.seed({ clients: [{ ...spa, settings }] });
  };
  const open = async (extra: Record<string, string>) =>
    harness.browser.open((await authorization(harness.config, extra)).url);

  it('lets members in, with the roles they have there', async () => {
    await start({}, ['ana@example.com']);
    const extra = { audience: AUDIENCE, scope: 'openid read:x write:x' };
    const tokens = await signIn(harness, { ...extra, organization: ACME });
    expect(claimsOf(tokens)['org_id']).toBe(ACME);
    const there = decodeJwt(tokens.access_token);
    expect([there['org_id'], there['permissions'], there['scope']]).toEqual([ACME, ['write:x'], 'openid write:x']);
    const elsewhere = decodeJwt((await signIn(harness, extra)).access_token);
    expect([elsewhere['org_id'], elsewhere['permissions']]).toEqual([undefined, ['read:x']]);
    expect(events.map(({ authorization: { roles } }) => roles)).toEqual([['Writer'], ['Reader']]);
  });

  it('rejects all other users before any Action, also silently', async () => {
    await start({}, ['ana@example.com']);
    const end = await logIn(harness.browser, await open({ organization: 'acme' }), 'mira@example.com');
    const refusal = {
      error: 'access_denied',
      description: `user auth0|65f0a1b2c3d4e5f607080902 is not part of the ${ACME} organization`,
    };
    expect(errorOf(end)).toEqual(refusal);
    expect(events).toEqual([]);
    expect(errorOf(await open({ organization: 'acme', prompt: 'none' }))).toEqual(refusal);
  });

  it('adds members who sign in through a connection that assigns membership', async () => {
    const enabled = [{ name: 'google-oauth2', assign_membership_on_login: true }, { name: DATABASE }];
    await start({ enabled_connections: enabled }, []);
    expect(errorOf(await logIn(harness.browser, await open({ organization: ACME }))).error).toBe('access_denied');
    const page = await open({ organization: ACME, prompt: 'login' });
    const end = await choose(harness.browser, page, 'google-oauth2', 'leo.park@example.net');
    expect(end.url.searchParams.has('code')).toBeTrue();
    const leo = harness.tenant.control.exportSeed().users.find(({ organizations }) => organizations !== undefined);
    expect(leo?.profile.email).toBe('leo.park@example.net');
  });

  it("offers the organization's connections in place of the application's", async () => {
    await start({ enabled_connections: [{ name: 'google-oauth2' }, { name: 'github', is_enabled: false }] }, []);
    const { html } = await open({ organization: 'acme' });
    expect(html).toContain('Continue with Google');
    expect(html).not.toContain('Continue with GitHub');
    const refused = errorOf(await open({ organization: 'acme', connection: 'github' }));
    expect(refused.description).toBe('the connection was not found');
    expect(loginPath(await open({ connection: 'github' }))).toMatch(/^\/u\/login\//);
  });

  it('is open to all users if the organization has neither members nor connections, or is unknown', async () => {
    await start({}, []);
    expect(claimsOf(await signIn(harness, { organization: 'acme' }))['org_name']).toBe('acme');
    expect(claimsOf(await signIn(harness, { organization: 'org_1234567890abcdef' }))['org_id']).toBe(
      'org_1234567890abcdef',
    );
  });

  it('is required or forbidden by the application', async () => {
    await start({}, [], { organization_usage: 'require' });
    expect(errorOf(await open({})).description).toBe('parameter organization is required for this client');
    await harness.tenant.stop();
    await start({}, [], { organization_usage: 'deny' });
    expect(errorOf(await open({ organization: ACME })).description).toBe(
      'parameter organization is not allowed for this client',
    );
  });
});
