/** Tells the time; tests give their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** How long a login counts as fresh, an intent lives and a change can be undone: 10 minutes, in milliseconds. */
export const TEN_MINUTES = 600_000;
