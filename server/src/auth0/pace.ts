import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_CLOCK } from '../platform/clock.ts';

/** Time as it passes for calls under way: a tenant counts real seconds, whatever the server's `Clock` says. */
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
