import { startLoop } from './background-loop.ts';

describe('A background loop', () => {
  const errors: object[] = [];
  const logger = { error: (facts: object) => void errors.push(facts) };

  beforeEach(() => {
    errors.length = 0;
    jasmine.clock().install();
  });

  afterEach(() => jasmine.clock().uninstall());

  /** Runs the callbacks of settled promises. */
  async function settle(): Promise<void> {
    for (let count = 0; count < 10; count++) await Promise.resolve();
  }

  it('runs immediately and after every pause, never twice at the same time', async () => {
    const runs: PromiseWithResolvers<undefined>[] = [];
    const run = (): Promise<unknown> => {
      const each = Promise.withResolvers<undefined>();
      runs.push(each);
      return each.promise;
    };
    const loop = startLoop({ name: 'test', every: 1000, run, logger });
    expect(runs.length).toBe(1);
    jasmine.clock().tick(10_000);
    await settle();
    expect(runs.length).toBe(1);
    runs[0]?.resolve(undefined);
    await settle();
    jasmine.clock().tick(999);
    expect(runs.length).toBe(1);
    jasmine.clock().tick(1);
    expect(runs.length).toBe(2);
    runs[1]?.resolve(undefined);
    await loop.stop();
  });

  it('logs a failure and continues', async () => {
    let runs = 0;
    const run = async (): Promise<void> => {
      runs++;
      throw new Error('no');
    };
    const loop = startLoop({ name: 'recover', every: 1000, run, logger });
    await settle();
    jasmine.clock().tick(1000);
    await settle();
    expect(runs).toBe(2);
    expect(errors).toEqual([
      jasmine.objectContaining({ loop: 'recover' }),
      jasmine.objectContaining({ loop: 'recover' }),
    ]);
    await loop.stop();
  });

  it('stops after the current run and begins no other', async () => {
    const running = Promise.withResolvers<undefined>();
    let runs = 0;
    const run = (): Promise<unknown> => {
      runs++;
      return running.promise;
    };
    const loop = startLoop({ name: 'test', every: 1000, run, logger });
    let stopped = false;
    const stopping = loop.stop().then(() => (stopped = true));
    await settle();
    expect(stopped).toBe(false);
    running.resolve(undefined);
    await stopping;
    jasmine.clock().tick(10_000);
    expect(runs).toBe(1);
  });
});
