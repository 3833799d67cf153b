import { ProblemError } from '../platform/problem-error.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { createAdmission, sweepPlaces, type Admission } from './admission.ts';

/** Two calls a second, of which one and a half are for operations. */
const RATE = { limit: 2, perSeconds: 1 };
/** Milliseconds that three calls of an operation take. */
const OPERATION_TIME = 2_000;

/** An operation, and the calls it makes. */
interface AdmissionRequest {
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
  const admit = async (
    subject: string,
    { calls = 3, made = calls, urgent = false, by = admission }: Partial<AdmissionRequest> = {},
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
    for (let index = 0; index < 10; index++) expect(await admit(`auth0|${index}`)).toBe('done');
  };

  it('admits as many as can be completed soon, and gives each of the others its own retry time', async () => {
    await fill();
    expect(await admit('auth0|a')).toBe(2);
    expect(await admit('auth0|b', { by: process() })).toBe(4);
    expect(await admit('auth0|c')).toBe(6);
    now += OPERATION_TIME;
    // A newcomer does not overtake those who wait.
    expect(await admit('auth0|d')).toBe(6);
    expect(await admit('auth0|b')).toBe(2);
    expect(await admit('auth0|a')).toBe('done');
    now += OPERATION_TIME;
    expect(await admit('auth0|b')).toBe('done');
  });

  it('keeps a place for half a minute', async () => {
    await fill();
    expect(await admit('auth0|a')).toBe(2);
    now += 60_000;
    await fill();
    expect(await admit('auth0|a')).toBe(2);
  });

  it('gives no place further ahead than five minutes', async () => {
    const waits: (number | string)[] = [];
    // Each operation takes twenty seconds.
    for (let index = 0; index < 20; index++) waits.push(await admit(`auth0|${index}`, { calls: 30 }));
    expect(waits.filter((wait) => wait === 'done').length).toBe(1);
    expect(waits.at(-1)).toBe(300);
    now += 20_000;
    expect(await admit('auth0|1', { calls: 30 })).toBe('done');
  });

  it('leaves three quarters of the rate to other users, regardless of one user’s requests', async () => {
    const waits: (number | string)[] = [];
    for (let index = 0; index < 30; index++) {
      waits.push(await admit('auth0|greedy', { calls: 10 }));
      now += (OPERATION_TIME / 3) * 10;
    }
    // 200 seconds, a quarter of two calls a second, ten calls each; and a minute's worth at once.
    const admitted = waits.filter((wait) => wait === 'done').length;
    expect(admitted).toBeGreaterThan(10);
    expect(admitted).toBeLessThan(16);
    expect(await admit('auth0|modest')).toBe('done');
  });

  it('refuses an urgent operation only if the user’s own budget is used up', async () => {
    await fill();
    expect(await admit('auth0|a', { urgent: true })).toBe('done');
    for (let index = 0; index < 20; index++) await admit('auth0|a', { urgent: true });
    expect(await admit('auth0|a', { urgent: true })).toBeInstanceOf(Number);
  });

  it('admits a long operation if no operation waits before it', async () => {
    expect(await admit('auth0|a', { calls: 66 })).toBe('done');
    expect(await admit('auth0|b')).toBeInstanceOf(Number);
  });

  it('counts the additional calls of an operation, and returns the unused calls of a failed one', async () => {
    expect(await admit('auth0|a', { calls: 3, made: 33 })).toBe('done');
    expect(await admit('auth0|b')).toBe(4);
    now += 60_000;
    for (let index = 0; index < 10; index++) {
      await expectAsync(
        admission.run({ subject: `auth0|${index}`, calls: 30 }, () => Promise.reject(new Error('refused'))),
      ).toBeRejectedWithError('refused');
    }
    expect(await admit('auth0|c')).toBe('done');
  });

  it('admits a part of an admitted operation without counting it again', async () => {
    const calls = await admission.run({ subject: 'auth0|a', calls: 3 }, () =>
      admission.run({ subject: 'auth0|a', calls: 300 }, async () => admission.current()?.calls),
    );
    expect(calls).toBe(0);
    expect(admission.current()).toBeUndefined();
  });

  it('ignores a time that a wrong clock wrote', async () => {
    await test.store.db
      .insertInto('rates')
      .values({ name: 'operations', next_at: now + 10 ** 9 })
      .execute();
    expect(await admit('auth0|a')).toBe('done');
  });

  it('deletes places and budgets that no longer have an effect', async () => {
    await fill();
    await admit('auth0|a');
    const sweep = () => sweepPlaces({ store: test.store, clock: { now: () => now } });
    await sweep();
    const places = () => test.store.db.selectFrom('operation_places').select('subject').execute();
    expect((await places()).length).toBe(11);
    now += 3_600_000;
    await sweep();
    expect(await places()).toEqual([]);
  });
});
