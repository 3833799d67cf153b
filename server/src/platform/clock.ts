/** The current time; tests provide their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * This machine's time, which never decreases while the process runs: it continues from its last value after the machine's
 * clock has stepped back, and it follows a step forward.
 */
export const SYSTEM_CLOCK: Clock = monotonic(
  () => Date.now(),
  () => performance.now(),
);

/** @param wall Epoch milliseconds, which may step. @param steady Milliseconds since some moment, which do not. */
export function monotonic(wall: () => number, steady: () => number): Clock {
  let offset = Number.NEGATIVE_INFINITY;
  return {
    now: () => {
      offset = Math.max(offset, wall() - steady());
      return Math.round(offset + steady());
    },
  };
}
