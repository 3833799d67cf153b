import { createManagement } from './create-management.ts';
import type { Management } from './management.ts';
import { ANA, ANA_GITHUB, ANA_GOOGLE, MIRA, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';

const GITHUB = { provider: 'github', user_id: '7340221' };

describe('Writes to the Management API', () => {
  let harness: Auth0Harness;
  let management: Management;
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(async () => {
    harness.tenant.control.reset();
    await harness.store.db.deleteFrom('cached_users').execute();
    management = createManagement(harness);
  });
  afterEach(() => management.close());
  afterAll(() => harness.stop());

  it('link and unlink, and return all identities', async () => {
    const linked = await management.link(ANA, GITHUB);
    expect(linked.map(({ provider, user_id }) => `${provider}|${user_id}`)).toEqual([ANA, ANA_GITHUB]);
    expect((await management.unlink(ANA, GITHUB)).length).toBe(1);
    expect(await management.getUser(ANA_GITHUB)).not.toBeNull();
  });

  it('accept identity ids with bars and special characters', async () => {
    const sam = { provider: 'samlp', user_id: 'acme-corp|sam.taylor@acme.example' };
    expect((await management.link(ANA, sam)).at(-1)?.user_id).toBe(sam.user_id);
    expect((await management.unlink(ANA, sam)).length).toBe(1);
  });

  it('merge metadata at the top level and remove null properties', async () => {
    const user = await management.updateMetadata(ANA, { user_metadata: { theme: null, size: 2 } });
    expect(user.user_metadata).toEqual({ newsletter: true, size: 2 });
    expect(user.app_metadata).toEqual({ plan: 'team' });
  });

  it('end sessions and refresh tokens, and succeed for an unknown user', async () => {
    await management.endSessions(ANA);
    await management.endSessions('auth0|unknown');
    expect(harness.managementCalls().slice(-2)).toEqual([
      `POST /users/${ANA}/revoke-access`,
      'POST /users/auth0|unknown/revoke-access',
    ]);
  });

  describe('ends all sessions but one', () => {
    /** Auth0's responses, and the deletions that follow. */
    async function deleted(sessions: readonly object[], tokens: readonly object[]): Promise<readonly string[]> {
      const { faults, journal } = harness.tenant.control;
      faults.add({ method: 'GET', path: '*/sessions', status: 200, body: { sessions } });
      faults.add({ method: 'GET', path: '*/refresh-tokens', status: 200, body: { tokens } });
      journal.clear();
      await management.endSessions(ANA, 'mine');
      return journal
        .entries()
        .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v2/'))
        .map(({ path }) => decodeURIComponent(path.slice('/api/v2'.length)));
    }

    it('and keeps the refresh tokens of that session', async () => {
      const tokens = [
        { id: 'a', session_id: 'mine' },
        { id: 'b', session_id: 'another' },
        { id: 'c', session_id: null },
      ];
      expect(await deleted([{ id: 'mine' }, { id: 'another' }], tokens)).toEqual([
        ...[`/users/${ANA}/revoke-access`, '/refresh-tokens/c'],
      ]);
    });

    it('or all, if there are very many', async () => {
      const sessions = Array.from({ length: 22 }, (_, index) => ({ id: index === 0 ? 'mine' : String(index) }));
      expect(await deleted(sessions.slice(0, 21), [])).toHaveSize(20);
      expect(await deleted(sessions, [])).toEqual([`/users/${ANA}/revoke-access`]);
    });
  });

  it('is seen by the next view at once, of both accounts', async () => {
    await management.viewUser(ANA);
    await management.viewUser(ANA_GITHUB);
    await management.link(ANA, GITHUB);
    expect((await management.viewUser(ANA))?.identities.length).toBe(2);
    expect(await management.viewUser(ANA_GITHUB)).toBeNull();
  });

  it('is seen by the next view of another process', async () => {
    const other = createManagement(harness);
    await other.viewUser(ANA);
    await management.link(ANA, GITHUB);
    expect((await other.viewUser(ANA))?.identities.length).toBe(2);
    await other.close();
  });

  it('is seen by the next view although a view from before is still on its way, and stays', async () => {
    const [began, response] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    // The first answer is the old state, kept back until the link is done.
    const slow = createManagement(harness);
    const old = harness.tenant.control.users().find(({ user_id }) => user_id === ANA);
    const path = `/api/v2/users/${encodeURIComponent(ANA)}`;
    const real = globalThis.fetch;
    const spy = spyOn(globalThis, 'fetch').and.callFake(async (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      if (!url.endsWith(path)) return real(input, init);
      spy.and.callThrough();
      began.resolve(undefined);
      await response.promise;
      return Response.json(old);
    });
    const before = slow.viewUser(ANA);
    await began.promise;
    await management.link(ANA, GITHUB);
    expect((await slow.viewUser(ANA))?.identities.length).toBe(2);
    response.resolve(undefined);
    expect((await before)?.identities.length).toBe(1);
    expect((await slow.viewUser(ANA))?.identities.length).toBe(2);
    await slow.close();
  });

  it('is seen by the next view even if another view ran during the write', async () => {
    const real = globalThis.fetch;
    const spy = spyOn(globalThis, 'fetch').and.callFake(async (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      if (init?.method !== 'POST' || !url.endsWith('/identities')) return real(input, init);
      spy.and.callThrough();
      expect((await management.viewUser(ANA))?.identities.length).toBe(1);
      return real(input, init);
    });
    await management.link(ANA, GITHUB);
    expect((await management.viewUser(ANA))?.identities.length).toBe(2);
  });

  it('is not searched for while the index may be behind', async () => {
    await management.link(ANA, GITHUB);
    // The index still has all users as before the link.
    const old = harness.tenant.control.users().map((user) => ({ ...user, identities: user.identities.slice(0, 1) }));
    harness.tenant.control.faults.add({ method: 'GET', path: '/api/v2/users', status: 200, body: { users: old } });
    const [ana, mira, google] = await Promise.all([
      management.viewUser(ANA),
      management.viewUser(MIRA),
      management.viewUser(ANA_GOOGLE),
    ]);
    expect(ana?.identities.length).toBe(2);
    expect(mira?.identities.length).toBe(1);
    expect(google?.user_id).toBe(ANA_GOOGLE);
  });

  it('is invalidated again if it fails, regardless of its outcome', async () => {
    await management.viewUser(ANA);
    harness.tenant.control.faults.add({ method: 'POST', path: '*/identities', status: 503, times: 1 });
    await expectAsync(management.link(ANA, GITHUB)).toBeRejected();
    harness.tenant.control.patchUser(ANA, { user_metadata: { seen: true } });
    expect((await management.viewUser(ANA))?.user_metadata['seen']).toBeTrue();
  });
});
