import type { Auth0Identity, Auth0User } from '../auth0/management.ts';
import { ANNA, BEN, bearer, openEventHarness, type EventHarness } from '../history/testing/event-harness.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { createSuggestions, type Suggestions } from './suggestions.ts';

const DAY = 86_400_000;
const ADDRESS = 'anna@example.com';

function account(userId: string, connection: string, more: Partial<Auth0User> = {}): Auth0User {
  const [provider = '', id = ''] = userId.split('|');
  return {
    ...{ user_id: userId, email: ADDRESS, email_verified: true, blocked: false, user_metadata: {}, app_metadata: {} },
    identities: [identity(provider, id, connection)],
    ...more,
  };
}

function identity(provider: string, user_id: string, connection: string, profileData = {}): Auth0Identity {
  return { provider, user_id, connection, isSocial: false, profileData };
}

eachStore('suggestions', (test) => {
  let harness: EventHarness;
  let suggestions: Suggestions;
  const anna = account(ANNA, 'database');
  const other = account('google-oauth2|1', 'google', { email: 'Anna@Example.com' });

  beforeEach(() => {
    harness = openEventHarness(test.store);
    suggestions = harness.services.suggestions;
  });

  async function scan(user = anna): Promise<string[]> {
    suggestions.viewed(user, null);
    await suggestions.settled();
    const rows = await test.store.db.selectFrom('suggestions').selectAll().where('dismissed_at', 'is', null).execute();
    return rows.map((row) => row.other).sort();
  }

  it('are other accounts with the same verified address, ignoring case, masked', async () => {
    harness.auth0.found = [anna, other];
    expect(await scan()).toEqual(['google-oauth2|1']);
    const [row] = await test.store.db.selectFrom('suggestions').selectAll().execute();
    expect(row).toEqual(
      jasmine.objectContaining({
        ...{ account: ANNA, connection: 'google', provider: 'google-oauth2', masked_email: 'a…a@example.com' },
      }),
    );
  });

  it('write nothing when a user views the profile again', async () => {
    await scan();
    const insert = spyOn(test.store.db, 'insertInto').and.callThrough();
    await scan();
    expect(insert).not.toHaveBeenCalled();
  });

  const refused: Readonly<Record<string, Auth0User>> = {
    unverified: account('google-oauth2|1', 'google', { email_verified: false }),
    'from a Microsoft directory (nOAuth)': account('waad|1', 'github'),
    'from a personal Microsoft account': account('windowslive|1', 'github'),
    blocked: account('google-oauth2|1', 'google', { blocked: true }),
    'of a locked connection': account('samlp|1', 'company'),
    'of a connection that is not configured': account('oauth2|1', 'unlisted'),
    'with another address': account('google-oauth2|1', 'google', { email: 'eve@example.com' }),
    'verified only by a string': account('google-oauth2|1', 'google', {
      email_verified: false,
      identities: [identity('google-oauth2', '1', 'google', { email: ADDRESS, email_verified: 'true' })],
    }),
  };
  for (const [what, found] of Object.entries(refused)) {
    it(`omit an account that is ${what}`, async () => {
      harness.auth0.found = [found];
      expect(await scan()).toEqual([]);
      expect(harness.auth0.searches).toEqual([ADDRESS]);
    });
  }

  it('omit a disabled connection', async () => {
    harness.auth0.connectionList = harness.auth0.connectionList.map((each) => ({
      ...each,
      enabled: each.name !== 'google',
    }));
    harness.auth0.found = [other];
    expect(await scan()).toEqual([]);
  });

  it('omit accounts that are already linked', async () => {
    harness.auth0.found = [other];
    const [main] = anna.identities;
    expect(await scan({ ...anna, identities: [main, identity('google-oauth2', '1', 'google')] })).toEqual([]);
  });

  it('are not searched for without a verified address', async () => {
    harness.auth0.found = [other];
    await scan({ ...anna, email_verified: false });
    await scan(account('waad|2', 'database'));
    await scan(account('windowslive|2', 'database'));
    expect(harness.auth0.searches).toEqual([]);
  });

  it('count a linked identity that proves the address, even if the main one does not', async () => {
    harness.auth0.found = [other];
    const linked = identity('email', '5', 'email', { email: ADDRESS, email_verified: true });
    expect(
      await scan(account('waad|2', 'company', { identities: [identity('waad', '2', 'company'), linked] })),
    ).toEqual(['google-oauth2|1']);
  });

  it('are searched for once a day, also with two processes', async () => {
    const second = createSuggestions(harness.services);
    for (const each of [suggestions, second]) each.viewed(anna, null);
    await Promise.all([suggestions.settled(), second.settled()]);
    harness.now += DAY - 1;
    await scan();
    expect(harness.auth0.searches.length).toBe(1);
    harness.now += 1;
    await scan();
    expect(harness.auth0.searches.length).toBe(2);
  });

  it('are searched for again after an hour if Auth0 did not respond, and stay available meanwhile', async () => {
    harness.auth0.found = [other];
    await scan();
    harness.now += DAY;
    harness.auth0.down = true;
    expect(await scan()).toEqual(['google-oauth2|1']);
    harness.auth0.down = false;
    harness.auth0.found = [];
    harness.now += 3_599_999;
    expect(await scan()).toEqual(['google-oauth2|1']);
    harness.now += 1;
    expect(await scan()).toEqual([]);
  });

  it('are not searched for after the stop', async () => {
    await suggestions.stop();
    await scan();
    expect(harness.auth0.searches).toEqual([]);
  });

  it('stay dismissed, only by their owner, with the same response to every request', async () => {
    harness.auth0.found = [other];
    await scan();
    const { id } = await test.store.db.selectFrom('suggestions').select('id').executeTakeFirstOrThrow();
    const dismiss = async (user: string, id: string): Promise<number> =>
      (await harness.request(`/v1/me/suggestions/${id}`, { method: 'DELETE', headers: bearer(user) })).status;
    expect(await dismiss(BEN, id)).toBe(204);
    expect(await dismiss(ANNA, 'unknown')).toBe(204);
    expect(await scan()).toEqual(['google-oauth2|1']);
    expect(await dismiss(ANNA, id)).toBe(204);
    harness.now += DAY;
    expect(await scan()).toEqual([]);
  });
});
