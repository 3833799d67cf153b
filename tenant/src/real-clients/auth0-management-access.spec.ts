import { ManagementClient } from 'auth0';
import { decodeJwt } from 'jose';
import { MACHINE, startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';
import { authorizeWeb, signInToWeb } from './testing/web-sign-in.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const MIRA = 'auth0|65f0a1b2c3d4e5f607080902';
const ORDERS = 'https://orders.example/';

describe("Roles, organizations and logs in the auth0 SDK's ManagementClient, unmodified, over TLS", () => {
  let harness: SecureHarness;
  let management: ManagementClient;
  beforeEach(async () => {
    harness = await startSecureHarness();
    management = new ManagementClient({ ...MACHINE, domain: harness.domain });
    await management.resourceServers.create({
      ...{ identifier: ORDERS, name: 'Orders', scopes: [{ value: 'read:orders' }, { value: 'delete:orders' }] },
      ...{ enforce_policies: true, token_dialect: 'access_token_authz' },
    });
  });
  afterEach(() => harness.stop());

  const role = async (name: string, permission: string) => {
    const { id = '' } = await management.roles.create({ name });
    const permissions = [{ permission_name: permission, resource_server_identifier: ORDERS }];
    await management.roles.permissions.add(id, { permissions });
    return id;
  };
  const permissions = async (parameters = {}) => {
    const requested = { audience: ORDERS, scope: 'openid read:orders delete:orders', ...parameters };
    return decodeJwt((await signInToWeb(harness, requested)).access_token)['permissions'];
  };

  it('add permissions to the next tokens of their users, and remove them', async () => {
    const reader = await role('Reader', 'read:orders');
    expect(await permissions()).toEqual([]);
    await management.users.roles.assign(ANA, { roles: [reader] });
    expect((await management.roles.users.list(reader)).data.map((user) => user.user_id)).toEqual([ANA]);
    expect((await management.users.roles.list(ANA)).data.map(({ name }) => name)).toEqual(['Reader']);
    expect(await permissions()).toEqual(['read:orders']);
    await management.roles.delete(reader);
    expect(await permissions()).toEqual([]);
  });

  it('let only members sign in to their organization, with the roles they have there', async () => {
    const { organizations } = management;
    const { id = '' } = await organizations.create({ name: 'acme', display_name: 'Acme' });
    await organizations.members.create(id, { members: [ANA] });
    await organizations.members.roles.assign(id, ANA, { roles: [await role('Clerk', 'delete:orders')] });
    expect((await management.users.organizations.list(ANA)).data.map(({ name }) => name)).toEqual(['acme']);
    expect(await permissions({ organization: 'acme' })).toEqual(['delete:orders']);
    expect(await permissions()).toEqual([]);
    await organizations.members.create(id, { members: [MIRA] });
    await organizations.members.delete(id, { members: [ANA] });
    const refused = await authorizeWeb(harness, { organization: 'acme' });
    expect(refused.searchParams.get('error')).toBe('access_denied');
    expect((await organizations.getByName('acme')).id).toBe(id);
    await organizations.delete(id);
    expect((await organizations.list()).data).toEqual([]);
  });

  it('record logins and calls of the SDK', async () => {
    await signInToWeb(harness);
    const ofAna = (await management.users.logs.list(ANA)).data;
    expect(ofAna.map(({ type }) => type)).toContain('s');
    const first = ofAna.find(({ type }) => type === 's');
    expect((await management.logs.get(first?.log_id ?? '')).user_id).toBe(ANA);
    await management.users.update(ANA, { nickname: 'ana' });
    const operations = (await management.logs.list()).data.filter(({ type }) => type === 'sapi');
    expect(operations.map(({ description }) => description)).toContain('Update a User');
  });
});
