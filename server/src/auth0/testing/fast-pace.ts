import { REAL_PACE, type Pace } from '../pace.ts';

/** Time that passes so many times faster: minutes of waiting take seconds. */
export function fastPace(factor: number, start = REAL_PACE.now()): Pace {
  return {
    now: () => start + (REAL_PACE.now() - start) * factor,
    wait: (milliseconds, signal) => REAL_PACE.wait(milliseconds / factor, signal),
  };
}
