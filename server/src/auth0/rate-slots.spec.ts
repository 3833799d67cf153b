import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { createRateSlots, type RateSlots } from './rate-slots.ts';
import { drivenPace } from './testing/driven-pace.ts';

eachStore('Slots of the rate', (test) => {
  let other: Store;
  beforeAll(async () => {
    other = await openStore(test.database);
  });
  afterAll(() => other.close());

  const START = 1_700_000_000_000;
  const stoppedPace = { ...drivenPace(START), now: () => START };
  const slots = (limit: number, perSeconds: number, now = START): [RateSlots, RateSlots] => [
    createRateSlots(test.store, { limit, perSeconds }, { ...stoppedPace, now: () => now }),
    createRateSlots(other, { limit, perSeconds }, { ...stoppedPace, now: () => now }),
  ];
  const reserveSlots = async (
    count: number,
    [firstServer, secondServer]: [RateSlots, RateSlots],
  ): Promise<number[]> => {
    const taken = await Promise.all(
      Array.from({ length: count }, (_, index) => (index % 2 ? firstServer : secondServer).reserve(1)),
    );
    return taken
      .flat()
      .map((time) => time - START)
      .sort((left, right) => left - right);
  };

  it('are given once over all processes', async () => {
    expect(await reserveSlots(6, slots(2, 1))).toEqual([0, 500, 1000, 1500, 2000, 2500]);
  });

  it('can be reserved several at a time', async () => {
    const [firstServer, secondServer] = slots(2, 1);
    const [several, one] = [await firstServer.reserve(3), await secondServer.reserve(1)];
    expect([...several, ...one].map((time) => time - START)).toEqual([0, 500, 1000, 1500]);
  });

  it('allow half of the limit immediately, and never more than the limit in its period', async () => {
    const taken = await reserveSlots(40, slots(10, 1));
    expect(taken.filter((time) => time === 0).length).toBe(5);
    for (const from of taken) {
      expect(taken.filter((time) => time >= from && time < from + 999).length).toBeLessThanOrEqual(15);
    }
    expect(Math.max(...taken)).toBeCloseTo(3500, 3);
  });

  it('are not saved up', async () => {
    await reserveSlots(2, slots(2, 1));
    expect(await reserveSlots(3, slots(2, 1, START + 3_600_000))).toEqual([3_600_000, 3_600_500, 3_601_000]);
  });

  it('wait in all processes if Auth0 requests a pause', async () => {
    const both = slots(2, 1);
    await both[0].delay(START + 9_000);
    expect(await reserveSlots(3, both)).toEqual([9_000, 9_500, 10_000]);
    await both[1].delay(START + 2_000);
    expect(await reserveSlots(1, both)).toEqual([10_500]);
  });

  it('ignore a row that a wrong clock wrote', async () => {
    await test.store.db
      .insertInto('rates')
      .values({ name: 'management', next_at: START + 1e9 })
      .execute();
    expect(await reserveSlots(2, slots(2, 1))).toEqual([0, 500]);
  });
});
