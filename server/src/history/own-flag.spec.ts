import { eachStore } from '../store/testing/each-store.ts';
import { ANNA, BEN, bearer, openEventHarness, type EventHarness } from './testing/event-harness.ts';

eachStore('POST /v1/me/history/{id}/flag', (test) => {
  let harness: EventHarness;

  beforeEach(async () => {
    harness = openEventHarness(test.store);
    await harness.services.recentSignIns.record(test.store.db, {
      ...{ subject: ANNA, browserHash: 'browser', authAt: harness.now, connection: 'database' },
      sessionId: null,
    });
  });

  const flag = (id: string, headers: Record<string, string> = bearer(ANNA)): Promise<Response> =>
    harness.request(`/v1/me/history/${id}/flag`, { method: 'POST', headers });
  const history = () =>
    test.store.db.selectFrom('history').select(['account', 'type', 'flagged_at']).orderBy('id').execute();

  it('ends all sessions, deletes recent sign-ins, and marks the entry', async () => {
    const id = await harness.record({ notify: [] });
    expect((await flag(id)).status).toBe(204);
    expect(harness.auth0.ended).toEqual([ANNA]);
    expect(await harness.services.recentSignIns.find(ANNA, 'browser')).toBeNull();
    expect(await history()).toEqual([
      { account: ANNA, type: 'identity.linked', flagged_at: harness.now },
      { account: ANNA, type: 'event.flagged', flagged_at: null },
      { account: ANNA, type: 'sessions.ended', flagged_at: null },
    ]);
  });

  it('ends the sessions again on a repeated report, and records it once', async () => {
    const id = await harness.record({ notify: [] });
    await Promise.all([flag(id), flag(id)]);
    const entries = await history();
    expect(entries.length).toBe(3);
    expect((await flag(id)).status).toBe(204);
    expect(harness.auth0.ended).toEqual([ANNA, ANNA, ANNA]);
    expect(await history()).toEqual(entries);
  });

  it('responds alike to another account’s entry, an unknown entry and a report', async () => {
    const foreign = await harness.record({ account: BEN, notify: [] });
    const report = await harness.record({ type: 'event.flagged', notify: [] });
    const before = await history();
    for (const id of [foreign, 'nonsense', report]) {
      const response = await flag(id);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual(jasmine.objectContaining({ code: 'not_found' }));
    }
    expect(harness.auth0.ended).toEqual([]);
    expect(await history()).toEqual(before);
  });

  it('reports that Auth0 does not respond, and forbids changes meanwhile', async () => {
    const id = await harness.record({ notify: [] });
    harness.auth0.down = true;
    const response = await flag(id);
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('60');
    expect(await harness.services.recentSignIns.find(ANNA, 'browser')).toBeNull();
    expect((await history()).map(({ flagged_at }) => flagged_at)).toEqual([null]);
    harness.auth0.down = false;
    expect((await flag(id)).status).toBe(204);
  });

  it('needs a bearer token, and refuses pages of other sites', async () => {
    const id = await harness.record({ notify: [] });
    expect((await flag(id, {})).status).toBe(401);
    expect((await flag(id, { ...bearer(ANNA), Origin: 'https://evil.example' })).status).toBe(403);
    expect(harness.auth0.ended).toEqual([]);
  });
});
