import type { Pace } from '../pace.ts';

/** A pace without real waiting: each wait advances the time at once. */
export interface DrivenPace extends Pace {
  /** Milliseconds of each wait so far. */
  readonly waits: readonly number[];
}

/** @param start Epoch milliseconds. */
export function drivenPace(start = 1_700_000_000_000): DrivenPace {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}
