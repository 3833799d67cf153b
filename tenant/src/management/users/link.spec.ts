import type { TenantIdentity, TenantUser } from '../../model/tenant-user.ts';
import {
  ANA,
  ANA_GOOGLE,
  identitiesPath,
  managementHarness,
  NOOR_GITHUB,
  SAM_ACME,
  userPath,
  type ManagementHarness,
} from '../testing/management-harness.ts';

const OWN = 'update:current_user_identities';
const ADMIN = 'update:users';

describe('Linking', () => {
  let api: ManagementHarness;
  beforeEach(async () => {
    api = await managementHarness();
  });
  afterEach(() => api.store.close());

  const linkWith = async (subject: string, primary = ANA) =>
    api.call<TenantIdentity[]>('POST', identitiesPath(primary), await api.accessToken(primary, OWN), {
      link_with: await api.idToken(subject),
    });

  it('responds with 201 and every identity, primary first, each with its profile', async () => {
    const { status, body } = await linkWith(ANA_GOOGLE);
    expect(status).toBe(201);
    expect(body.map(({ provider, user_id }) => `${provider}|${user_id}`)).toEqual([ANA, ANA_GOOGLE]);
    expect(body.map(({ profileData }) => profileData.email)).toEqual(['ana@example.com', 'ana@example.com']);
  });

  it('keeps the primary unchanged, and deletes the secondary user and its metadata', async () => {
    const before = withoutChange(api.store.users.get(ANA));
    await linkWith(ANA_GOOGLE);
    expect(withoutChange(api.store.users.get(ANA))).toEqual(before);
    expect(api.store.users.get(ANA_GOOGLE)).toBeUndefined();
    expect(api.store.users.findByIdentity('google-oauth2', '104938271650493827165')?.user_id).toBe(ANA);
  });

  it('keeps an integer id an integer', async () => {
    const { body } = await linkWith(NOOR_GITHUB);
    expect(body[1]?.user_id).toBe(4_815_162);
  });

  it('splits an id with bars at the first one only', async () => {
    const { body } = await linkWith(SAM_ACME);
    expect(body[1]?.user_id).toBe('acme-corp|sam.taylor@acme.example');
  });

  it('ends the sessions and tokens of the absorbed account, not those of the primary', async () => {
    api.store.payloads.upsert('Session', 'theirs', { accountId: ANA_GOOGLE });
    api.store.payloads.upsert('RefreshToken', 'theirs', { accountId: ANA_GOOGLE });
    api.store.payloads.upsert('Session', 'mine', { accountId: ANA });
    await linkWith(ANA_GOOGLE);
    expect(api.store.payloads.find('Session', 'theirs')).toBeUndefined();
    expect(api.store.payloads.find('RefreshToken', 'theirs')).toBeUndefined();
    expect(api.store.payloads.find('Session', 'mine')).toBeDefined();
  });

  it('accepts the identity from a server, as JSON or as a form', async () => {
    const admin = await api.accessToken('machine@clients', ADMIN);
    const json = { provider: 'github', user_id: 4_815_162, connection_id: 'con_DemoGitHub000001' };
    const linked = await api.call<readonly TenantIdentity[]>('POST', identitiesPath(ANA), admin, json);
    expect([linked.status, linked.body.map(({ profileData }) => typeof profileData)]).toEqual([
      201,
      ['object', 'object'],
    ]);
    const form = await api.fetch(
      new Request(`http://localhost${identitiesPath(ANA)}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${admin}` },
        body: new URLSearchParams({ provider: 'google-oauth2', user_id: '118273645546372819104' }),
      }),
    );
    expect(form.status).toBe(201);
    expect(api.store.users.get(ANA)?.identities.length).toBe(3);
  });

  it('returns profileData at GET for all identities but the primary', async () => {
    await linkWith(ANA_GOOGLE);
    const user = await api.call<{ identities: Partial<TenantIdentity>[] }>(
      'GET',
      userPath(ANA),
      await api.accessToken(ANA, 'read:current_user'),
    );
    expect(user.body.identities.map((identity) => 'profileData' in identity)).toEqual([false, true]);
  });
});

/** The user without what a link is meant to change. */
function withoutChange(user: TenantUser | undefined): object {
  return { ...user, updated_at: '', identities: [] };
}
