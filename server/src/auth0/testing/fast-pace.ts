import { SYSTEM_CLOCK } from '../../platform/clock.ts';
import { realPace, type Pace } from '../pace.ts';

const REAL = realPace(SYSTEM_CLOCK);

/** Time that passes faster by this factor, so that minutes of waiting take seconds. */
export function fastPace(factor: number, start = REAL.now()): Pace {
  return {
    now: () => start + (REAL.now() - start) * factor,
    wait: (milliseconds, signal) => REAL.wait(milliseconds / factor, signal),
  };
}
