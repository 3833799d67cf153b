import { CallQueue, type Priority } from './call-queue.ts';
import { ManagementError } from './management.ts';
import type { RateSlots } from './rate-slots.ts';
import { drivenPace, type DrivenPace } from './testing/driven-pace.ts';

describe('The queue of calls', () => {
  let pace: DrivenPace;
  let first: PromiseWithResolvers<undefined>;
  let queue: CallQueue;
  let lengths: number[];
  /** How many slots each statement has reserved. */
  let reserved: number[];
  /** Grants no slot before this time, as `RateSlots.delay`. */
  let delayed: (until: number) => void;
  beforeEach(() => {
    [pace, first, lengths, reserved] = [drivenPace(), Promise.withResolvers(), [], []];
    let next = pace.now();
    let held = first.promise;
    const slots: RateSlots = {
      interval: 500,
      reserve: async (count) => {
        // Holds back the first slot until all calls are queued.
        await held;
        held = Promise.resolve(undefined);
        reserved.push(count);
        return Array.from({ length: count }, () => (next = Math.max(next, pace.now()) + 500));
      },
      delay: async () => undefined,
    };
    delayed = (until) => (next = Math.max(next, until));
    queue = new CallQueue({ slots, pace, observer: { onQueue: (length) => lengths.push(length) } });
  });

  const enterAll = (names: readonly [Priority, string][]): { order: string[]; done: Promise<unknown> } => {
    const order: string[] = [];
    const entered = names.map(async ([priority, name]) => {
      const result = await queue.enter(queue.queuedCall(priority)).then(
        () => name,
        (error: unknown) => (error instanceof ManagementError ? `${name} refused` : String(error)),
      );
      order.push(result);
    });
    return { order, done: Promise.all(entered) };
  };

  it('gives every fourth slot to a view, so that operations do not take all of them', async () => {
    const { order, done } = enterAll([
      ...Array.from({ length: 8 }, (_, index): [Priority, string] => ['operation', `o${index}`]),
      ...Array.from({ length: 4 }, (_, index): [Priority, string] => ['view', `v${index}`]),
    ]);
    first.resolve(undefined);
    await done;
    expect(order).toEqual(['o0', 'o1', 'o2', 'v0', 'o3', 'o4', 'o5', 'v1', 'o6', 'o7', 'v2', 'v3']);
  });

  it('reserves the slots of waiting calls together, but no more than those of a second', async () => {
    const { done } = enterAll(Array.from({ length: 6 }, (_, index): [Priority, string] => ['view', `v${index}`]));
    first.resolve(undefined);
    await done;
    expect(reserved).toEqual([2, 2, 2]);
  });

  it('makes no calls at once after a pause that Auth0 asks for while slots are reserved', async () => {
    const began = pace.now();
    const entered = Array.from({ length: 6 }, () => queue.enter(queue.queuedCall('view')));
    first.resolve(undefined);
    await entered[0];
    const until = pace.now() + 5_000;
    queue.pauseUntil(until);
    delayed(until);
    await Promise.all(entered);
    // The first call, then one slot after the pause for each of the others: the slot reserved for the second one began before its end.
    expect(pace.now() - began).toBe(500 + 5_000 + 5 * 500);
  });

  it('completes an operation before those that were admitted later, and before other calls', async () => {
    const order: string[] = [];
    const entered = [
      { name: 'preview', admitted: undefined },
      { name: 'later', admitted: { at: pace.now() - 1, calls: 0 } },
      { name: 'earlier', admitted: { at: pace.now() - 2, calls: 0 } },
      { name: 'later again', admitted: { at: pace.now() - 1, calls: 1 } },
    ].map(async ({ name, admitted }) => {
      await queue.enter(queue.queuedCall('operation', admitted));
      order.push(name);
    });
    first.resolve(undefined);
    await Promise.all(entered);
    expect(order).toEqual(['earlier', 'later', 'later again', 'preview']);
  });

  it('serves changes before views and views before other calls, each in order of arrival', async () => {
    const { order, done } = enterAll([
      ['background', 'b1'],
      ['view', 'v1'],
      ['operation', 'o1'],
      ['view', 'v2'],
      ['operation', 'o2'],
    ]);
    first.resolve(undefined);
    await done;
    expect(order).toEqual(['o1', 'o2', 'v1', 'v2', 'b1']);
    expect(lengths.at(-1)).toBe(0);
  });

  it('refuses calls that would wait too long, with a retry time', async () => {
    const { order, done } = enterAll(
      Array.from({ length: 45 }, (_, index) => ['view', `v${index}`] as const).map((entry) => [...entry]),
    );
    first.resolve(undefined);
    await done;
    expect(order.filter((name) => name.endsWith('refused')).length).toBe(5);
    expect(order.filter((name) => !name.endsWith('refused'))[39]).toBe('v39');
  });

  it('is bounded: rejects the least urgent call, else the new one', async () => {
    const { order, done } = enterAll(
      Array.from({ length: 500 }, (_, index): [Priority, string] => ['view', `v${index}`]),
    );
    const background = queue.enter(queue.queuedCall('background'));
    await expectAsync(background).toBeRejectedWithError(ManagementError, /Too many calls/);
    const operation = queue.enter(queue.queuedCall('operation'));
    first.resolve(undefined);
    await expectAsync(operation).toBeResolved();
    await done;
    expect(order[0]).toBe('v499 refused');
    expect(Math.max(...lengths)).toBe(500);
  });

  it('pauses all calls, and immediately rejects those that cannot wait that long', async () => {
    queue.pauseUntil(pace.now() + 25_000);
    await expectAsync(queue.enter(queue.queuedCall('view'))).toBeRejectedWith(
      jasmine.objectContaining({ retryAfter: 25 }),
    );
    const operation = queue.enter(queue.queuedCall('operation'));
    first.resolve(undefined);
    await operation;
    expect(pace.waits).toEqual([25_000]);
  });

  it('rejects all calls if no slot can be reserved, and works again afterwards', async () => {
    let broken = true;
    const slots: RateSlots = {
      interval: 1,
      reserve: async () => {
        if (broken) throw new Error('no store');
        return [pace.now()];
      },
      delay: async () => undefined,
    };
    const other = new CallQueue({ slots, pace, observer: {} });
    const refused = [other.enter(other.queuedCall('view')), other.enter(other.queuedCall('operation'))];
    for (const entry of refused) {
      await expectAsync(entry).toBeRejectedWith(jasmine.objectContaining({ kind: 'unavailable', retryAfter: 1 }));
    }
    broken = false;
    await expectAsync(other.enter(other.queuedCall('view'))).toBeResolved();
  });
});
