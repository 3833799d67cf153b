import { createManagement } from './create-management.ts';
import type { Management } from './management.ts';
import { ANA, ANA_GITHUB, ANA_GOOGLE, MIRA, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';

describe('Reads of the Management API', () => {
  let harness: Auth0Harness;
  let management: Management;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(async () => {
    harness.tenant.control.reset();
    await harness.store.db.deleteFrom('cached_users').execute();
    await harness.store.db.deleteFrom('connection_lists').execute();
    management = createManagement(harness);
  });
  afterEach(() => management.close());
  afterAll(() => harness.stop());

  it('return a user with string ids, or null if there is none', async () => {
    const mira = await management.getUser(MIRA);
    expect(mira?.email).toBe('mira@example.com');
    expect(mira?.email_verified).toBeTrue();
    expect(mira?.identities[0].provider).toBe('auth0');
    expect(mira?.identities.find(({ provider }) => provider === 'github')?.user_id).toBe('583231');
    expect(await management.getUser('auth0|unknown')).toBeNull();
    expect(await management.viewUser('auth0|unknown')).toBeNull();
  });

  it('find all users with an address in one call, ignoring case on both sides', async () => {
    const profile = { email: 'Ana@EXAMPLE.com', email_verified: true };
    const { user_id } = harness.tenant.control.addUser({ connection: 'windowslive', profile });
    const found = await management.usersByEmail('aNa@Example.com');
    expect(harness.managementCalls().length).toBe(1);
    expect(found.map((user) => user.user_id)).toContain(user_id);
  });

  it('find all users with an address, and no others', async () => {
    const found = await management.usersByEmail('Ana@Example.com');
    expect(await management.usersByEmail('ana@example.com" OR email:"mira@example.com')).toEqual([]);
    expect(found.map(({ user_id }) => user_id).sort()).toEqual([ANA, ANA_GITHUB, ANA_GOOGLE]);
    expect(found.find(({ user_id }) => user_id === ANA_GITHUB)?.email_verified).toBeFalse();
  });

  it('call Auth0 once for a view, and not again while it is fresh', async () => {
    for (let count = 0; count < 3; count++) expect((await management.viewUser(ANA))?.name).toBe('Ana Souza');
    expect(harness.managementCalls()).toEqual([`GET /users/${ANA}`]);
    harness.clock.advance(60_000);
    await management.viewUser(ANA);
    expect(harness.managementCalls().length).toBe(2);
  });

  it('store their data sealed', async () => {
    await management.viewUser(ANA);
    const row = await harness.store.db.selectFrom('cached_users').selectAll().executeTakeFirstOrThrow();
    expect(row.document).toMatch(/^[\w-]+$/);
    expect(Buffer.from(row.document ?? '', 'base64url').toString()).not.toContain('ana@example.com');
  });

  it('repeat a read if its stored data can no longer be decrypted', async () => {
    await management.viewUser(ANA);
    await harness.store.db.updateTable('cached_users').set({ document: 'damaged' }).execute();
    expect((await management.viewUser(ANA))?.user_id).toBe(ANA);
  });

  it('read a user once for all simultaneous callers', async () => {
    const seen = await Promise.all(Array.from({ length: 20 }, () => management.viewUser(ANA)));
    expect(new Set(seen.map((user) => user?.user_id))).toEqual(new Set([ANA]));
    expect(harness.managementCalls()).toEqual([`GET /users/${ANA}`]);
  });

  it('search for many users at once, and read users directly that the search does not find', async () => {
    const all = harness.tenant.control.users().map(({ user_id }) => user_id);
    const requestedIds = [...all, 'auth0|unknown"\\ OR *'];
    const seen = await Promise.all(requestedIds.map((userId) => management.viewUser(userId)));
    expect(seen.map((user) => user?.user_id ?? null)).toEqual([...all, null]);
    const calls = harness.managementCalls();
    expect(calls.filter((call) => call.startsWith('GET /users?')).length).toBeGreaterThan(0);
    expect(calls.length).toBeLessThan(6);
  });

  it('return the connections, and which of them are enabled for the portal', async () => {
    harness.tenant.control.setConnectionEnabled('onefold-portal', 'github', false);
    const before = await management.connections();
    expect(before.find(({ name }) => name === 'github')).toEqual(
      jasmine.objectContaining({ strategy: 'github', enabled: false }),
    );
    expect(before.find(({ name }) => name === 'google-oauth2')?.enabled).toBeTrue();
    harness.tenant.control.setConnectionEnabled('onefold-portal', 'github', true);
    expect((await management.connections()).find(({ name }) => name === 'github')?.enabled).toBeFalse();
    const enabled = await management.enabledConnections();
    expect(enabled.some(({ name }) => name === 'github')).toBeTrue();
    expect((await management.connections()).find(({ name }) => name === 'github')?.enabled).toBeTrue();
  });
});
