import { firstIdAt, sortableIds } from './sortable-id.ts';

describe('Ids of the history', () => {
  it('sort by time, and within a millisecond by creation order', () => {
    const next = sortableIds();
    const ids = [1_000, 1_000, 1_000, 1_001, 5_000].map(next);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(5);
  });

  it('keep their order if a millisecond exceeds the counter, and if the clock jumps back', () => {
    const next = sortableIds();
    const ids = Array.from({ length: 5_000 }, () => next(1_000));
    ids.push(next(10));
    expect([...ids].sort()).toEqual(ids);
  });

  it('sort before or after the first id of a time, by their own time', () => {
    const next = sortableIds();
    const [before, at, after] = [next(1_699_999_999_999), next(1_700_000_000_000), next(1_700_000_000_001)];
    const first = firstIdAt(1_700_000_000_000);
    expect([after, before, at, first].sort()).toEqual([before, first, at, after]);
  });

  it('are UUIDs of version 7', () => {
    expect(sortableIds()(Date.now())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
