import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';

/** The time for calls of Auth0, and how they wait. */
export interface Pace {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason where it aborts first. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Waits in real time, by the clock that all processes share: the slots of the rate are in their database. */
export function realPace(clock: Clock): Pace {
  return {
    now: () => clock.now(),
    wait: async (milliseconds, signal) => sleep(Math.max(0, milliseconds), undefined, { signal }),
  };
}
