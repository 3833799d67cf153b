import { eachStore } from '../store/testing/each-store.ts';
import { recordedStore } from '../store/testing/recorded-store.ts';
import { sweepHistory } from './sweep-history.ts';
import { openEventHarness } from './testing/event-harness.ts';

const DAY = 86_400_000;

eachStore('The history sweep', (test) => {
  const entries = async () => (await test.store.db.selectFrom('history').select('at').orderBy('id').execute()).length;

  it('deletes entries that are older than the configured period, to the millisecond', async () => {
    const harness = openEventHarness(test.store, { historyDays: 30 });
    await harness.record({ notify: [] });
    harness.now += 1;
    await harness.record({ notify: [] });
    harness.now += 30 * DAY - 1;
    await sweepHistory(harness.services);
    expect(await entries()).toBe(2);
    harness.now += 1;
    await sweepHistory(harness.services);
    expect(await entries()).toBe(1);
  });

  it('deletes no more than a thousand entries with one statement', async () => {
    const statements: string[] = [];
    const { services } = openEventHarness(test.store, { historyDays: 1 });
    const row = { account: 'auth0|ana', at: 1, type: 'identity.linked', flagged_at: null, details: '{}' } as const;
    for (let first = 0; first < 2001; first += 667) {
      const rows = Array.from({ length: 667 }, (_, index) => ({ ...row, id: `00${first + index}` }));
      await test.store.db.insertInto('history').values(rows).execute();
    }
    await sweepHistory({ ...services, store: recordedStore(test.store, statements) });
    expect(await entries()).toBe(0);
    expect(statements.filter((statement) => statement === 'delete history').length).toBe(3);
  });

  it('keeps all entries if no period is configured', async () => {
    const harness = openEventHarness(test.store, { historyDays: 0 });
    await harness.record({ notify: [] });
    harness.now += 36_500 * DAY;
    await sweepHistory(harness.services);
    expect(await entries()).toBe(1);
  });
});
