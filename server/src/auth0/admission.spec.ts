import { ProblemError } from '../platform/problem-error.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { createAdmission, sweepPlaces, type Admission } from './admission.ts';

/** Two calls a second, of which one and a half are for operations. */
const RATE = { limit: 2, perSeconds: 1 };
/** Milliseconds that three calls of an operation take. */
const THREE_CALLS = 2_000;

/** An operation, and the calls it makes. */
interface Asked {
  readonly calls: number;
  readonly made: number;
  readonly urgent: boolean;
  readonly by: Admission;
}

eachStore('The admission of operations', (test) => {
  let now: number;
  let admission: Admission;
  beforeEach(() => {
    now = 1_700_000_000_000;
    admission = process();
  });

  /** One of several processes on the same database. */
  const process = (): Admission =>
    createAdmission(test.store, RATE, { now: () => now, wait: () => Promise.reject(new Error('Nothing waits here.')) });

  /** Runs an operation, by default of three calls. @returns `done`, or the seconds to wait. */
  const ask = async (
    subject: string,
    { calls = 3, made = calls, urgent = false, by = admission }: Partial<Asked> = {},
  ): Promise<number | string> => {
    try {
      return await by.run({ subject, calls, urgent }, async () => {
        const admitted = by.current();
        if (admitted !== undefined) admitted.calls = made;
        return 'done';
      });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'rate_limited') throw error;
      return error.retryAfter ?? 0;
    }
  };

  /** Fills the time in which operations are admitted. */
  const fill = async () => {
    for (let index = 0; index < 10; index++) expect(await ask(`auth0|${index}`)).toBe('done');
  };

  it('admits as many as can be completed soon, and asks the others to return one after the other', async () => {
    await fill();
    expect(await ask('auth0|a')).toBe(2);
    expect(await ask('auth0|b', { by: process() })).toBe(4);
    expect(await ask('auth0|c')).toBe(6);
    now += THREE_CALLS;
    // A newcomer does not overtake those who wait.
    expect(await ask('auth0|d')).toBe(6);
    expect(await ask('auth0|b')).toBe(2);
    expect(await ask('auth0|a')).toBe('done');
    now += THREE_CALLS;
    expect(await ask('auth0|b')).toBe('done');
  });

  it('keeps a place for half a minute', async () => {
    await fill();
    expect(await ask('auth0|a')).toBe(2);
    now += 60_000;
    await fill();
    expect(await ask('auth0|a')).toBe(2);
  });

  it('promises no place further ahead than five minutes', async () => {
    const waits: (number | string)[] = [];
    // Each operation takes twenty seconds.
    for (let index = 0; index < 20; index++) waits.push(await ask(`auth0|${index}`, { calls: 30 }));
    expect(waits.filter((wait) => wait === 'done').length).toBe(1);
    expect(waits.at(-1)).toBe(300);
    now += 20_000;
    expect(await ask('auth0|1', { calls: 30 })).toBe('done');
  });

  it('leaves three quarters of the rate to other users, however often one user asks', async () => {
    const waits: (number | string)[] = [];
    for (let index = 0; index < 30; index++) {
      waits.push(await ask('auth0|greedy', { calls: 10 }));
      now += (THREE_CALLS / 3) * 10;
    }
    // 200 seconds, a quarter of two calls a second, ten calls each; and a minute's worth at once.
    const admitted = waits.filter((wait) => wait === 'done').length;
    expect(admitted).toBeGreaterThan(10);
    expect(admitted).toBeLessThan(16);
    expect(await ask('auth0|modest')).toBe('done');
  });

  it('refuses what is urgent only to the user who asks too often', async () => {
    await fill();
    expect(await ask('auth0|a', { urgent: true })).toBe('done');
    for (let index = 0; index < 20; index++) await ask('auth0|a', { urgent: true });
    expect(await ask('auth0|a', { urgent: true })).toBeInstanceOf(Number);
  });

  it('admits a long operation if nothing is in front of it', async () => {
    expect(await ask('auth0|a', { calls: 66 })).toBe('done');
    expect(await ask('auth0|b')).toBeInstanceOf(Number);
  });

  it('counts the additional calls of an operation, and returns the unused calls of a failed one', async () => {
    expect(await ask('auth0|a', { calls: 3, made: 33 })).toBe('done');
    expect(await ask('auth0|b')).toBe(4);
    now += 60_000;
    for (let index = 0; index < 10; index++) {
      await expectAsync(
        admission.run({ subject: `auth0|${index}`, calls: 30 }, () => Promise.reject(new Error('refused'))),
      ).toBeRejectedWithError('refused');
    }
    expect(await ask('auth0|c')).toBe('done');
  });

  it('admits a part of an admitted operation without counting it again', async () => {
    const calls = await admission.run({ subject: 'auth0|a', calls: 3 }, () =>
      admission.run({ subject: 'auth0|a', calls: 300 }, async () => admission.current()?.calls),
    );
    expect(calls).toBe(0);
    expect(admission.current()).toBeUndefined();
  });

  it('is not held up by a time that a wrong clock wrote', async () => {
    await test.store.db
      .insertInto('rates')
      .values({ name: 'operations', next_at: now + 10 ** 9 })
      .execute();
    expect(await ask('auth0|a')).toBe('done');
  });

  it('forgets places and budgets that have no effect any more', async () => {
    await fill();
    await ask('auth0|a');
    const sweep = () => sweepPlaces({ store: test.store, clock: { now: () => now } });
    await sweep();
    const places = () => test.store.db.selectFrom('operation_places').select('subject').execute();
    expect((await places()).length).toBe(11);
    now += 3_600_000;
    await sweep();
    expect(await places()).toEqual([]);
  });
});
