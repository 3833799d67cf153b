import { HistoryPage, type Problem } from '@onefold/contract';
import { eachStore } from '../store/testing/each-store.ts';
import { ANNA, BEN, bearer, openBench, type EventBench } from './testing/event-bench.ts';

eachStore('GET /v1/me/history', (test) => {
  let bench: EventBench;

  beforeEach(() => {
    bench = openBench(test.store);
  });

  const get = (query: string, who = ANNA, accept = 'application/json'): Promise<Response> =>
    bench.request(`/v1/me/history${query}`, { headers: { ...bearer(who), Accept: accept } });
  const page = async (query: string, who = ANNA): Promise<HistoryPage> =>
    HistoryPage.parse(await (await get(query, who)).json());

  it('returns the caller’s own entries page by page, newest first, each once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push(await bench.record({ notify: [] }));
    await bench.record({ account: BEN, notify: [] });
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

  it('has no next page where the last one is just full', async () => {
    await bench.record({ notify: [] });
    await bench.record({ notify: [] });
    expect((await page('?limit=2')).next).toBeNull();
  });

  it('rejects another account’s cursor like an unknown one', async () => {
    const foreign = await bench.record({ account: BEN, notify: [] });
    const problems: Problem[] = [];
    for (const cursor of [foreign, 'nonsense', 'non%00sense']) {
      const response = await get(`?cursor=${cursor}`);
      expect(response.status).toBe(400);
      problems.push((await response.json()) as Problem);
    }
    const told = problems.map(({ support_id: _id, ...rest }) => rest);
    expect(told[0]?.code).toBe('invalid_request');
    expect(told[0]).toEqual(told[1]);
  });

  it('filters by type', async () => {
    await bench.record({ notify: [] });
    await bench.record({ type: 'identity.unlinked', notify: [] });
    expect((await page('?type=identity.unlinked')).events.map(({ type }) => type)).toEqual(['identity.unlinked']);
  });

  for (const [how, query, accept] of [
    ['Accept', '', 'text/csv'],
    ['format', '?format=csv', '*/*'],
  ] as const) {
    it(`exports everything as a CSV file when asked by ${how}`, async () => {
      await bench.recordMany(450);
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

  it('keeps names text in a spreadsheet', async () => {
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
      await bench.record({
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
