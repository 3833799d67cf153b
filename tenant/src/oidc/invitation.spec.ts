import { DEMO_SEED } from '../seed/demo-seed.ts';
import { callWithScope } from './testing/call-as-machine.ts';
import { authorization, errorOf, logIn, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

const ACME = 'org_Acme000000000001';
const BETA = 'org_Beta000000000001';

describe('A login with an invitation', () => {
  let harness: OidcHarness;
  const call = <Body>(method: string, path: string, body?: unknown) => {
    const scopes = ['create:organization_invitations', 'read:organization_invitations', 'update:clients'];
    const scope = [...scopes, 'read:organization_members', 'read:organization_member_roles', 'read:users'].join(' ');
    return callWithScope<Body>(harness.tenant, scope, method, path, body);
  };
  beforeEach(async () => {
    harness = await startOidcHarness({
      seed: {
        ...DEMO_SEED,
        roles: [{ name: 'Reader', id: 'rol_Reader0000000001' }],
        organizations: [
          { name: 'acme', id: ACME },
          { name: 'beta', id: BETA },
        ],
        users: DEMO_SEED.users.map((user) =>
          user.profile.email === 'mira@example.com'
            ? { ...user, organizations: [{ name: 'acme' }, { name: 'beta' }] }
            : user,
        ),
      },
    });
    await call('PATCH', '/clients/spa', { initiate_login_uri: 'https://app.example/login' });
  });
  afterEach(() => harness.tenant.stop());
  const invite = async (email: string) => {
    const { body } = await call<{ ticket_id: string }>('POST', `/organizations/${ACME}/invitations`, {
      ...{ inviter: { name: 'Mira' }, invitee: { email }, client_id: 'spa', roles: ['rol_Reader0000000001'] },
      app_metadata: { invited: true },
    });
    return body.ticket_id;
  };
  const enter = async (parameters: Record<string, string>) => {
    const request = await authorization(harness.config, { organization: ACME, ...parameters });
    return logIn(harness.browser, await harness.browser.open(request.url));
  };

  it('makes the invited user a member with its roles and metadata, once', async () => {
    expect(errorOf(await enter({})).error).toBe('access_denied');
    const end = await enter({ invitation: await invite('Ana@example.com'), prompt: 'login' });
    expect(end.url.searchParams.has('code')).toBeTrue();
    const path = `/organizations/${ACME}/members?fields=email,roles`;
    const { body: members } = await call<{ email: string; roles: { name: string }[] }[]>('GET', path);
    const ana = members.find(({ email }) => email === 'ana@example.com');
    expect(ana?.roles.map(({ name }) => name)).toEqual(['Reader']);
    const { body: users } = await call<{ app_metadata: object }[]>('GET', '/users-by-email?email=ana%40example.com');
    expect(users[0]?.app_metadata).toEqual(jasmine.objectContaining({ invited: true }));
    expect((await call('GET', `/organizations/${ACME}/invitations`)).body).toEqual([]);
  });

  it('for another address or organization, an unknown one or an expired one is rejected', async () => {
    for (const invitation of [await invite('leo@example.com'), 'unknown']) {
      expect(errorOf(await enter({ invitation, prompt: 'login' })).error).toBe('access_denied');
    }
    const invitation = await invite('ana@example.com');
    expect(errorOf(await enter({ organization: BETA, invitation, prompt: 'login' })).error).toBe('access_denied');
    harness.tenant.control.advanceClock(8 * 86_400);
    expect(errorOf(await enter({ invitation, prompt: 'login' })).error).toBe('access_denied');
  });
});
