import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_CLOCK } from '../platform/clock.ts';

/** Real time for calls in progress: a tenant counts real seconds, independent of the server's `Clock`. */
export interface Pace {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason where it aborts first. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own time. */
export const REAL_PACE: Pace = {
  now: () => SYSTEM_CLOCK.now(),
  wait: async (milliseconds, signal) => sleep(Math.max(0, milliseconds), undefined, { signal }),
};
