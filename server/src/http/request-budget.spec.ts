import fc from 'fast-check';
import { RequestBudget } from './request-budget.ts';

describe('A budget of requests', () => {
  it('grants no more than its limit in any period, and never less than promised', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }),
        (limit, perSeconds, gaps) => {
          const budget = new RequestBudget({ limit, perSeconds });
          const taken: number[] = [];
          let now = 5_000_000;
          for (const gap of gaps) {
            now += gap;
            const wait = budget.take('key', now);
            if (wait > 0) {
              // A request after the given wait is granted.
              now += Math.ceil(wait);
              expect(budget.take('key', now)).toBe(0);
            }
            taken.push(now);
          }
          const window = perSeconds * 1000;
          for (const begin of taken) {
            const within = taken.filter((at) => at >= begin && at < begin + window).length;
            expect(within).toBeLessThanOrEqual(2 * limit);
          }
        },
      ),
    );
  });

  it('remembers a bounded number of keys, with preference to the most active', () => {
    const budget = new RequestBudget({ limit: 1, perSeconds: 60 }, 1000);
    const sizes = new Set<number>();
    for (let index = 0; index < 20_000; index++) {
      budget.take(`stranger ${index}`, 1000);
      if (index % 100 === 0) budget.take('insistent', 1000);
      sizes.add(budget.size);
    }
    expect(Math.max(...sizes)).toBe(1000);
    expect(budget.take('insistent', 1000)).toBe(60_000);
  });

  it('forgets the least recently seen keys first', () => {
    const budget = new RequestBudget({ limit: 1, perSeconds: 1 }, 4);
    for (const key of ['a', 'b', 'c']) budget.take(key, 0);
    for (const key of ['d', 'e']) budget.take(key, 5000);
    expect(budget.size).toBe(2);
    expect(budget.take('d', 5000)).toBe(1000);
  });
});
