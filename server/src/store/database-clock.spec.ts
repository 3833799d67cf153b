import { pino } from 'pino';
import { startDatabaseClock } from './database-clock.ts';
import { eachStore } from './testing/each-store.ts';

eachStore('The clock of the database', (test) => {
  const logger = pino({ level: 'silent' });

  it('is the same in processes on machines whose clocks differ', async () => {
    const usual = await startDatabaseClock(test.store, { logger });
    const other = await startDatabaseClock(test.store, { logger, steady: () => performance.now() + 300_000 });
    const dateNow = spyOn(Date, 'now').and.returnValue(0);
    const [here, there] = [usual.now(), other.now()];
    dateNow.and.callThrough();
    // Only one machine uses an SQLite file.
    if (test.store.kind === 'postgres') expect(here).withContext('the database’s time').toBeGreaterThan(0);
    expect(Math.abs(here - there)).toBeLessThan(5_000);
    expect(Math.abs(usual.now() - Date.now())).toBeLessThan(60_000);
    await Promise.all([usual.stop(), other.stop()]);
  });

  it('never decreases', async () => {
    let steady = 1_000_000;
    const clock = await startDatabaseClock(test.store, { logger, steady: () => steady });
    const before = clock.now();
    steady -= 60_000;
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    await clock.stop();
  });
});
