import { ManagementClient } from 'auth0';
import { AuthApiError } from 'auth0/legacy';
import { DATABASE } from '../oidc/testing/oidc-harness.ts';
import { MACHINE, startSecureHarness, WEB, type SecureHarness } from './testing/secure-harness.ts';
import { authorizeWeb, signInToWeb, webClient } from './testing/web-sign-in.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const LEO = { provider: 'google-oauth2', user_id: '118273645546372819104' } as const;

describe("Users in the auth0 SDK's ManagementClient, unmodified, over TLS", () => {
  let harness: SecureHarness;
  let management: ManagementClient;
  beforeAll(async () => {
    harness = await startSecureHarness();
    management = new ManagementClient({ ...MACHINE, domain: harness.domain });
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.tenant.control.reset());

  const signIn = () =>
    signInToWeb(harness, {
      ...{ scope: 'openid offline_access read:current_user update:current_user_identities' },
      ...{ audience: `${harness.issuer}api/v2/`, prompt: 'login' },
    });

  it('are created, found, changed and deleted', async () => {
    const { users } = management;
    const created = await users.create({ connection: DATABASE, email: 'sdk@example.com', password: 'secret secret' });
    const id = created.user_id ?? '';
    expect((await users.listUsersByEmail({ email: 'sdk@example.com' })).map((user) => user.user_id)).toEqual([id]);
    expect((await users.update(id, { user_metadata: { a: 1 }, blocked: true })).user_metadata).toEqual({ a: 1 });
    expect((await users.get(id)).blocked).toBeTrue();
    await users.delete(id);
    await expectAsync(users.get(id)).toBeRejectedWith(status(404));
  });

  it('are listed page after page by the SDK itself', async () => {
    const found: (string | undefined)[] = [];
    for await (const user of await management.users.list({ q: 'identities.connection:"google-oauth2"', per_page: 2 })) {
      found.push(user.user_id);
    }
    const all = harness.tenant.control
      .users()
      .filter((user) => user.identities.some(({ connection }) => connection === 'google-oauth2'));
    expect(found.sort()).toEqual(all.map((user) => user.user_id).sort());
    expect(found.length).toBeGreaterThan(2);
  });

  it('link and unlink other identities, with the refusals as the SDK’s errors', async () => {
    const { identities } = management.users;
    const linked = await identities.link(ANA, LEO);
    expect(linked.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2']);
    await expectAsync(identities.link(ANA, LEO)).toBeRejectedWith(status(409, 'Specified identity already exists.'));
    await expectAsync(management.users.get(`${LEO.provider}|${LEO.user_id}`)).toBeRejectedWith(status(404));
    await expectAsync(identities.delete(ANA, 'auth0', ANA.slice('auth0|'.length))).toBeRejectedWith(
      status(400, 'Main identity cannot be removed.'),
    );
    expect((await identities.delete(ANA, LEO.provider, LEO.user_id)).map(({ provider }) => provider)).toEqual([
      'auth0',
    ]);
    expect((await management.users.get(`${LEO.provider}|${LEO.user_id}`)).email).toBe('leo.park@example.net');
  });

  it('see only themselves with their own token, and link with the ID token of the other account', async () => {
    const own = new ManagementClient({ domain: harness.domain, token: (await signIn()).access_token });
    expect((await own.users.get(ANA)).email).toBe('ana@example.com');
    const leo = `${LEO.provider}|${LEO.user_id}`;
    await expectAsync(own.users.get(leo)).toBeRejectedWith(status(403));
    const proof = await harness.tenant.control.signToken({ iss: harness.issuer, sub: leo, aud: WEB.clientId });
    const linked = await own.users.identities.link(ANA, { link_with: proof });
    expect(linked.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2']);
  });

  it('lose their sessions and refresh tokens', async () => {
    const { refresh_token: token = '' } = await signIn();
    const { users } = management;
    expect((await users.sessions.list(ANA)).data.map(({ user_id: id }) => id)).toEqual([ANA]);
    expect((await users.refreshToken.list(ANA)).data.map(({ client_id: id }) => id)).toEqual([WEB.clientId]);
    const { data: found } = await management.refreshTokens.list({ user_id: ANA, client_id: WEB.clientId });
    await management.refreshTokens.revoke({ ids: found.flatMap(({ id }) => id ?? []) });
    expect((await users.refreshToken.list(ANA)).data).toEqual([]);
    await users.sessions.delete(ANA);
    expect((await users.sessions.list(ANA)).data).toEqual([]);
    await expectAsync(webClient(harness).oauth.refreshTokenGrant({ refresh_token: token })).toBeRejectedWithError(
      AuthApiError,
    );
    const silent = await authorizeWeb(harness, { prompt: 'none' });
    expect(silent.searchParams.get('error')).toBe('login_required');
  });

  it('are counted against the rate limit, which the SDK waits out', async () => {
    harness.tenant.control.faults.add({ path: '/api/v2/users/*', status: 429, times: 1 });
    expect((await management.users.get(ANA)).user_id).toBe(ANA);
    expect(harness.tenant.control.journal.entries().map(({ status: code }) => code)).toContain(429);
  });
});

/** The SDK's own error, made from the tenant's response. */
function status(statusCode: number, message?: string): jasmine.ObjectContaining<object> {
  return jasmine.objectContaining({
    statusCode,
    ...(message === undefined ? {} : { body: jasmine.objectContaining({ message }) }),
  });
}
