import type { TenantIdentity } from '../../model/tenant-user.ts';
import { ANA, managementHarness, MIRA, type ErrorBody, type ManagementHarness } from '../testing/management-harness.ts';

const OWN = 'update:current_user_identities';
const GOOGLE_ID = '109283746510928374651';

describe('Unlinking', () => {
  let api: ManagementHarness;
  beforeEach(async () => {
    api = await managementHarness();
  });
  afterEach(() => api.store.close());

  const path = (provider: string, id: string, user = MIRA) =>
    `/users/${encodeURIComponent(user)}/identities/${encodeURIComponent(provider)}/${encodeURIComponent(id)}`;
  const unlink = async (provider: string, id: string) =>
    api.call<TenantIdentity[]>('DELETE', path(provider, id), await api.accessToken(MIRA, OWN));

  it('responds with 200 and the remaining identities, primary first, each with its profile', async () => {
    const { status, body } = await unlink('google-oauth2', GOOGLE_ID);
    expect(status).toBe(200);
    expect(body.map(({ provider }) => provider)).toEqual(['auth0', 'google-oauth2', 'github', 'samlp', 'sms']);
    expect(body.every(({ profileData }) => typeof profileData.name === 'string')).toBeTrue();
  });

  it('makes a new user of the identity, with its profile and no metadata', async () => {
    await unlink('google-oauth2', GOOGLE_ID);
    const created = api.store.users.get(`google-oauth2|${GOOGLE_ID}`);
    expect(created?.email).toBe('mira.okafor@example.net');
    expect(created?.user_metadata).toEqual({});
    expect(created?.app_metadata).toEqual({});
    expect(created?.identities.length).toBe(1);
    expect(created?.logins_count).toBe(0);
  });

  it('finds an identity by an integer id and by an id with bars', async () => {
    expect((await unlink('github', '583231')).status).toBe(200);
    expect((await unlink('samlp', 'acme-corp|emea|mira.okafor')).status).toBe(200);
    expect(api.store.users.get('samlp|acme-corp|emea|mira.okafor')?.email).toBe('mira.okafor@acme.example');
    expect(api.store.users.get('github|583231')?.identities[0].user_id).toBe(583_231);
  });

  it('can link an unlinked identity again', async () => {
    await unlink('google-oauth2', GOOGLE_ID);
    const body = { link_with: await api.idToken(`google-oauth2|${GOOGLE_ID}`) };
    const response = await api.call<TenantIdentity[]>(
      'POST',
      `/users/${encodeURIComponent(MIRA)}/identities`,
      await api.accessToken(MIRA, OWN),
      body,
    );
    expect(response.status).toBe(201);
    expect(response.body.at(-1)?.user_id).toBe(GOOGLE_ID);
  });

  type Attempt = readonly [token: Promise<string>, path: string];
  const mira = (scope: string) => api.accessToken(MIRA, scope);
  const rows: readonly [status: number, errorCode: string, message: string, attempt: () => Attempt][] = [
    [
      400,
      'main_identity',
      'Main identity cannot be removed.',
      () => [mira(OWN), path('auth0', '65f0a1b2c3d4e5f607080902')],
    ],
    [
      400,
      'inexistent_identity',
      'The specified identity is not linked to this user.',
      () => [mira(OWN), path('google-oauth2', 'unknown')],
    ],
    [
      400,
      'inexistent_identity',
      'The specified identity is not linked to this user.',
      () => [mira(OWN), path('google-oauth2', '118273645546372819104')],
    ],
    [
      400,
      'inexistent_user',
      'The user does not exist.',
      () => [mira('update:users'), path('google-oauth2', GOOGLE_ID, 'auth0|gone')],
    ],
    [
      400,
      'invalid_uri',
      "Path validation error: 'Object didn't pass validation for format user-id: unknown'.",
      () => [mira('update:users'), path('google-oauth2', GOOGLE_ID, 'unknown')],
    ],
    [401, 'invalid_token', 'Invalid token', () => [Promise.resolve('x'), path('google-oauth2', GOOGLE_ID)]],
    [
      401,
      'invalid_token',
      'Invalid signature received for JSON Web Token validation',
      () => [mira(OWN).then(withOtherSignature), path('google-oauth2', GOOGLE_ID)],
    ],
    [
      403,
      'insufficient_scope',
      `Insufficient scope, expected any of: update:users,${OWN}`,
      () => [mira('read:current_user'), path('google-oauth2', GOOGLE_ID)],
    ],
    [
      403,
      'unowned_resource',
      'User to be acted on does not match subject in bearer token.',
      () => [api.accessToken(ANA, OWN), path('google-oauth2', GOOGLE_ID)],
    ],
  ];
  for (const [index, [status, errorCode, message, attempt]] of rows.entries()) {
    it(`responds with ${status} "${message}" and changes nothing (row ${index + 1})`, async () => {
      const [token, target] = attempt();
      const before = api.store.snapshot();
      const response = await api.call<ErrorBody>('DELETE', target, await token);
      expect(response.status).toBe(status);
      expect(response.body.statusCode).toBe(status);
      expect(response.body.errorCode).toBe(errorCode);
      expect(response.body.message).toBe(message);
      expect(api.store.snapshot()).toEqual(before);
    });
  }
});

/** The token with a signature that is well-formed and wrong. */
function withOtherSignature(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url').reverse();
  return [header, payload, bytes.toString('base64url')].join('.');
}
