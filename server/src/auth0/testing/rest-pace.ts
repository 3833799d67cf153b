import { setImmediate as turn } from 'node:timers/promises';
import type { Pace } from '../pace.ts';

/** A pace whose time stands still while there is work to do. */
export interface RestPace extends Pace {
  /** Work that must end before the time moves. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Turns of the event loop without work after which every caller waits. */
const TURNS_AT_REST = 25;

/** A pace without real waiting, for several callers: when all of them wait, the time moves to the end of the earliest wait. */
export function restPace(start = 1_700_000_000_000): RestPace {
  let now = start;
  let working = 0;
  let isMoving = false;
  const waits: { readonly until: number; readonly end: () => void }[] = [];

  const rest = async () => {
    for (let turns = 0; turns < TURNS_AT_REST; turns++) {
      await turn();
      if (working > 0) turns = 0;
    }
  };
  const move = async () => {
    isMoving = true;
    while (waits.length > 0) {
      await rest();
      waits.sort((one, other) => one.until - other.until);
      const first = waits.shift();
      now = Math.max(now, first?.until ?? now);
      first?.end();
    }
    isMoving = false;
  };

  return {
    now: () => now,
    during: async (work) => {
      working++;
      try {
        return await work;
      } finally {
        working--;
      }
    },
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      waits.push({ until: now + Math.max(0, milliseconds), end: () => resolve(undefined) });
      if (!isMoving) void move();
      await promise;
    },
  };
}
