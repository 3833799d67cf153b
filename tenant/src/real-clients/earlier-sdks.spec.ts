import * as sdk4 from 'auth0-4';
import * as sdk5 from 'auth0-5';
import { DATABASE } from '../oidc/testing/oidc-harness.ts';
import { MACHINE, startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const LEO = { provider: 'google-oauth2', user_id: '118273645546372819104' } as const;
const NEW_USER = { connection: DATABASE, email: 'sdk@example.com', password: 'secret secret' };

describe('Earlier versions of the auth0 SDK, unmodified, over TLS', () => {
  let harness: SecureHarness;
  beforeAll(async () => {
    harness = await startSecureHarness();
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.tenant.control.reset());

  it('manage users and link with version 4', async () => {
    const management = new sdk4.ManagementClient({ ...MACHINE, domain: harness.domain });
    const { data: created } = await management.users.create(NEW_USER);
    const { data: found } = await management.usersByEmail.getByEmail({ email: NEW_USER.email });
    expect(found.map(({ user_id: id }) => id)).toEqual([created.user_id]);
    const linked = await management.users.link({ id: ANA }, LEO);
    expect(linked.data.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2']);
    const unlinked = await management.users.unlink({ id: ANA, ...LEO });
    expect(unlinked.data.length).toBe(1);
    await expectAsync(management.users.get({ id: 'auth0|gone' })).toBeRejectedWith(
      jasmine.objectContaining({ statusCode: 404, errorCode: 'inexistent_user' }),
    );
  });

  it('get tokens with version 4', async () => {
    const authentication = new sdk4.AuthenticationClient({ ...MACHINE, domain: harness.domain });
    const { data } = await authentication.oauth.clientCredentialsGrant({ audience: `${harness.issuer}api/v2/` });
    expect(data.token_type).toBe('Bearer');
  });

  it('manage users and link with version 5', async () => {
    const management = new sdk5.ManagementClient({ ...MACHINE, domain: harness.domain });
    const created = await management.users.create(NEW_USER);
    const found = await management.users.listUsersByEmail({ email: NEW_USER.email });
    expect(found.map(({ user_id: id }) => id)).toEqual([created.user_id]);
    expect((await management.users.identities.link(ANA, LEO)).length).toBe(2);
    expect((await management.users.identities.delete(ANA, LEO.provider, LEO.user_id)).length).toBe(1);
    await expectAsync(management.users.get('auth0|gone')).toBeRejectedWith(
      jasmine.objectContaining({ statusCode: 404 }),
    );
  });
});
