import { HistoryPage, type Problem } from '@onefold/contract';
import { eachStore } from '../store/testing/each-store.ts';
import { ANNA, BEN, bearer, openEventHarness, type EventHarness } from './testing/event-harness.ts';

eachStore('GET /v1/me/history', (test) => {
  let harness: EventHarness;

  beforeEach(() => {
    harness = openEventHarness(test.store);
  });

  const get = (query: string, user = ANNA, accept = 'application/json'): Promise<Response> =>
    harness.request(`/v1/me/history${query}`, { headers: { ...bearer(user), Accept: accept } });
  const page = async (query: string, user = ANNA): Promise<HistoryPage> =>
    HistoryPage.parse(await (await get(query, user)).json());

  it('returns the caller’s own entries page by page, newest first, each once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push(await harness.record({ notify: [] }));
    await harness.record({ account: BEN, notify: [] });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { events, next }: HistoryPage = await page(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(events.length).toBeLessThanOrEqual(2);
      seen.push(...events.map(({ id }) => id));
      cursor = next;
    }
    expect(seen).toEqual(ids.reverse());
  });

  it('has no next page if the last one is exactly full', async () => {
    await harness.record({ notify: [] });
    await harness.record({ notify: [] });
    expect((await page('?limit=2')).next).toBeNull();
  });

  it('rejects another account’s cursor like an unknown one', async () => {
    const foreign = await harness.record({ account: BEN, notify: [] });
    const problems: Problem[] = [];
    for (const cursor of [foreign, 'nonsense', 'non%00sense']) {
      const response = await get(`?cursor=${cursor}`);
      expect(response.status).toBe(400);
      problems.push((await response.json()) as Problem);
    }
    const bodies = problems.map(({ support_id: _id, ...rest }) => rest);
    expect(bodies[0]?.code).toBe('invalid_request');
    expect(bodies[0]).toEqual(bodies[1]);
  });

  it('filters by type', async () => {
    await harness.record({ notify: [] });
    await harness.record({ type: 'identity.unlinked', notify: [] });
    expect((await page('?type=identity.unlinked')).events.map(({ type }) => type)).toEqual(['identity.unlinked']);
  });

  for (const [parameter, query, accept] of [
    ['the Accept header', '', 'text/csv'],
    ['the format parameter', '?format=csv', '*/*'],
  ] as const) {
    it(`exports all entries as a CSV file with ${parameter}`, async () => {
      await harness.recordMany(450);
      const response = await get(query, ANNA, accept);
      expect(response.headers.get('Content-Type')).toContain('text/csv');
      expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="account-history-2026-11-23.csv"');
      const lines = (await response.text()).split('\r\n');
      expect(lines[0]).toBe('at,type,provider,user_id,connection,label,name,address,user_agent,flagged_at,id');
      expect(lines.length).toBe(452);
      expect(new Set(lines).size).toBe(452);
      expect(lines.at(-1)).toBe('');
    });
  }

  it('prevents names from becoming formulas in a spreadsheet', async () => {
    for (const name of [
      '=1+1',
      ' @SUM(A1)',
      '+49',
      '-1',
      '＝1',
      '\t=2',
      '\r=3',
      '\u200b=4',
      '\u0001+5',
      'a "quoted", name',
    ]) {
      await harness.record({
        identity: { provider: 'github', user_id: '7', connection: 'github', label: 'GitHub', name },
        notify: [],
      });
    }
    const csv = await (await get('?format=csv')).text();
    for (const cell of [
      "'=1+1",
      "' @SUM(A1)",
      "'+49",
      "'-1",
      "'＝1",
      "'\t=2",
      '"\'\r=3"',
      "'\u200b=4",
      "'\u0001+5",
      '"a ""quoted"", name"',
    ]) {
      expect(csv).toContain(`,GitHub,${cell},`);
    }
  });
});
