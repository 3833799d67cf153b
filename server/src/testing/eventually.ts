import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two checks, and until the timeout. */
const PAUSE = 50;
const PATIENCE = 60_000;

/** A condition stayed false for too long. */
export class NotInTime extends Error {
  constructor(what: string) {
    super(`It did not come true: ${what}.`);
    this.name = 'NotInTime';
  }
}

/**
 * Polls until a condition is true that other processes bring about without notification.
 *
 * @throws {NotInTime} Naming what has not come true.
 */
export async function eventually(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new NotInTime(what);
    await wait(PAUSE);
  }
}
