import { SYSTEM_CLOCK } from '../../platform/clock.ts';
import { realPace, type Pace } from '../pace.ts';

/** Time that passes so many times faster: minutes of waiting take seconds. */
export function fastPace(factor: number): Pace {
  const pace = realPace(SYSTEM_CLOCK);
  const start = pace.now();
  return {
    now: () => start + (pace.now() - start) * factor,
    wait: (milliseconds, signal) => pace.wait(milliseconds / factor, signal),
  };
}
