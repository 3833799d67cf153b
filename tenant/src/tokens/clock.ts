/** The tenant's time: the machine's plus an offset that tests move. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the tenant's time forward (or, negative, back) by seconds. */
  advance(seconds: number): void;
  /** Seconds it was moved by. */
  offset(): number;
  /** Returns to the machine's time. */
  reset(): void;
}

/**
 * Makes a clock.
 * @param base Time to start from, in milliseconds since the epoch; the machine's by default.
 */
export function createClock(base: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => base() + offset,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    offset: () => offset / 1000,
    reset: () => {
      offset = 0;
    },
  };
}
